"""Files that people bring: read whole, told line by line what is wrong with them, nothing half taken over."""
