"""What a text speaks of, so that texts of two languages can be compared: ideas of the product's list where it
knows them, search words where it does not. Pure; no Django."""

from cityclusters.search.analysis.analyze import guess_language, words
from cityclusters.search.words.concepts import LANGUAGES, built_in
from cityclusters.search.words.lexicon import LONGEST, Idea


def meanings(text: str) -> list[str]:
    """Ideas ('=waste') and words in the order of the text, without words that say nothing.

    Where several expressions begin at the same word the longest is taken; one that stands for several ideas
    gives all of them."""
    language = guess_language(text)
    stems = [word.stems[0] for word in words(text, language) if not word.stop]
    if language not in LANGUAGES:
        return stems
    spans = {tuple(stems[at : at + size]) for at in range(len(stems)) for size in range(1, LONGEST + 1)}
    known = built_in().find(spans, language)
    found: list[str] = []
    at = 0
    while at < len(stems):
        size = next((size for size in range(LONGEST, 0, -1) if tuple(stems[at : at + size]) in known), 0)
        found += _names(known[tuple(stems[at : at + size])]) if size else [stems[at]]
        at += size or 1
    return found


def _names(ideas: list[Idea]) -> list[str]:
    """A name for each idea that is the same in every language."""
    return [f"={idea.texts['en'][0]}" for idea in ideas]
