"""Energy of the hub's cells: what the store knows, gathered for the pure functions of `energy`, and shown."""
