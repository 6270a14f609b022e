"""What people type about follow-ups, and the filters of the journal's lists."""
