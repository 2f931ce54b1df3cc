"""Overall equipment effectiveness as ISO 22400-2 counts it: facts of a cell in, times, counts, losses out."""
