"""One file per way in which a mould ages: where, and what it does to the steel."""
