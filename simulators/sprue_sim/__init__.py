"""Simulated moulding cells: physics over a clock, reached like machines."""
