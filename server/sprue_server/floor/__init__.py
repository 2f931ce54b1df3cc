"""What a cell did and made, from everything that the store knows of it: facts for OEE and the terminal."""
