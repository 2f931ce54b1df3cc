"""How long what wears still lasts: numbers of a press over its shots, and limits. No store, no clock."""
