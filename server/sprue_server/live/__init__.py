"""The state of the factory as it is now, and how it reaches the screens."""
