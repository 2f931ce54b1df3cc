"""A moulding cell: how things are when a shot is made, and what the shot then is."""
