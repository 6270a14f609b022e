"""Pages of matches and agreements."""
