"""Texts to search words: the same function for what is indexed and for what is asked. Pure; no Django."""

from cityclusters.search.analysis.analyze import (
    Word,
    analyze,
    chunks,
    guess_language,
    script_of,
    words,
    words_of,
)

__all__ = ["Word", "analyze", "chunks", "guess_language", "script_of", "words", "words_of"]
