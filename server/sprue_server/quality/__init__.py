"""Statistical process control of a cell: its shots as control charts and capability, for the API."""
