"""Filters of the officers' list, and decisions."""
