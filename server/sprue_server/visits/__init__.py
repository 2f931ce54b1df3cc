"""Visits: who comes when, which way they walk, where the shared tour stands. Pure but for `desk.py`."""
