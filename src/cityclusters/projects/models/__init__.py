"""The nouns of projects, one file for each."""
