"""The nouns of groups, one file for each."""
