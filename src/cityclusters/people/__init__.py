"""Persons, organisations as a tree, mandates, roles, consents and signing in by a code.

Takes places; gives who somebody is, for whom she may act, and what she agreed to."""
