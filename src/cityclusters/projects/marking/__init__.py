"""The gender marker: proposed from the criteria, confirmed by a person with evidence."""
