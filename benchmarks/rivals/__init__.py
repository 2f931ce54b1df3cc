"""What a user would pick instead, fed with the very same messages."""
