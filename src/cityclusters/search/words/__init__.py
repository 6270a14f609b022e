"""Questions in the words of other languages: lists of ideas and names, imported and learned dictionaries."""
