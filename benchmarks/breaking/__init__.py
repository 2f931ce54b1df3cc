"""What breaks the data path on purpose, and what looks afterwards whether anything is missing."""
