"""What people see of the directory and of their own account (reading; acts stand in `pages`)."""
