"""What benchmarks/vision.py writes: words and pictures that are made up."""
