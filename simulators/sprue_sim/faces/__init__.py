"""How a simulated machine is reached; one file per way."""
