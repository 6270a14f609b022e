"""What people type about spaces and themes."""
