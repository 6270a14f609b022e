"""What became of a practice elsewhere, and who is seen and quoted on it."""
