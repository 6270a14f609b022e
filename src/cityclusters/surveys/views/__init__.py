"""Answers to requests, one file per subject."""
