"""Measured against simulated: one estimator for both sides."""
