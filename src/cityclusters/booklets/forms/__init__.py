"""What editors and users of booklets fill in."""
