"""Producers and processors find each other."""
