"""What was seen, shown in its place: on a live camera or on a photograph of the plate or tray."""
