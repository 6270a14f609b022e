"""Matches: both sides answer, a place is held, the next choice follows, and an agreement is drafted."""
