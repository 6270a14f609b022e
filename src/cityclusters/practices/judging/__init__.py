"""Calls, reviews and decisions: how a practice is looked at before it is published."""
