"""Template tags of the exchanges."""
