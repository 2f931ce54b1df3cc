"""The physics of moulding as pure functions: data in, data out, units in names."""
