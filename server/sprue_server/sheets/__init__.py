"""Paper: what Sprue prints, in true millimetres."""
