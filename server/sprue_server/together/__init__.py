"""Who looks for what and who offers it: matching and counting. No clock."""
