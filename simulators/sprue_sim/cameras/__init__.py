"""Cameras over simulated presses: what parts and mould cavities look like, from height maps in millimetres."""
