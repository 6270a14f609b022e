"""What people type about an exchange, one file per subject. Forms only parse."""
