"""Pages of incoming mail."""
