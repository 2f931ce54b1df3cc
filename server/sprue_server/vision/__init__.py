"""Eyes: what pictures of good parts look like, and how far a new picture is from them."""
