"""Texts to search words: the same function for what is indexed and for what is asked. Pure; no Django."""

from cityclusters.search.analysis.analyze import Word, analyze, guess_language, script_of, words

__all__ = ["Word", "analyze", "guess_language", "script_of", "words"]
