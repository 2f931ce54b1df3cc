"""A firm's own road map: where it stands, what fits, in which order, what aid might pay. Nothing is kept."""
