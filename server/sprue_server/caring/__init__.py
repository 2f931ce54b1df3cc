"""What press and mould need next, of stored shots, channels, pictures and what people noted."""
