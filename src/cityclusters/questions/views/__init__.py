"""Pages of questions and replies, one file per subject."""
