"""Real cycles on disk (cycles.csv and curves.npz), read one at a time and told as records."""
