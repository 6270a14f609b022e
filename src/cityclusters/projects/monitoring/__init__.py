"""Numbers: filled in by whoever knows them, approved by another person, shown by sex against the plan."""
