"""What parts cost in energy: pure functions of a meter's readings and of OEE's one timeline."""
