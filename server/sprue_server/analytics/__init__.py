"""One file per question; shots in, a finding or None out."""
