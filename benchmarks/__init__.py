"""What README claims, measured again. Each file runs by itself: `.venv/bin/python -m benchmarks.NAME`."""
