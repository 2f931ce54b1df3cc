"""Simulated machines as data: one YAML file each."""
