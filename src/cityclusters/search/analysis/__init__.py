"""Texts to search words: the same function for what is indexed and for what is asked. Pure; no Django."""

from cityclusters.search.analysis.analyze import analyze, guess_language

__all__ = ["analyze", "guess_language"]
