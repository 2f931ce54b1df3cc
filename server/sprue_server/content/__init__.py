"""What the open factory tells: stations, firms, calls, the shop's own words, in files that all may change."""
