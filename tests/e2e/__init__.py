"""End-to-end tests: a package, so that its demo and its browser end with the last of its tests."""
