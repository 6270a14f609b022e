"""What people type about themselves and their organisations. Forms only parse."""
