"""Pages of the journal, one file per subject."""
