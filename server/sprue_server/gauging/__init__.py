"""The hub's own gauges: per cell, mould and quantity, learnt from measured parts, tested by every later one."""
