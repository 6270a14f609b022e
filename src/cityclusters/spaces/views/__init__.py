"""Pages of spaces and themes, one file per subject."""
