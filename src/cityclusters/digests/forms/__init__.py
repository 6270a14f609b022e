"""What people choose to get."""
