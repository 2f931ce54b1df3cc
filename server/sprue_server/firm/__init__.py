"""What a technology would do for a firm: its own figures, assumptions and euros with ends. Nothing is kept."""
