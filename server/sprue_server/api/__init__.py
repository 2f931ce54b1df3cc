"""What every REST resource shares; each resource is one file here, found by its place."""
