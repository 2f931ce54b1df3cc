"""Simulated shots written like recorded ones: a plan, a run, two files."""
