"""Rounds: the broker matches needs with room, tries what would change, and publishes."""
