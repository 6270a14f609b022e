"""The index: ordinary tables of words and impacts, the same statements on every database. No Django."""
