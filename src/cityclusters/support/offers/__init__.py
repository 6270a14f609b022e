"""Offers and the room they have: verified, confirmed before each round, over at their last day."""
