"""Loading what the first search would else wait for: lists of words, and the segmenter of Chinese."""

from threading import Thread

from cityclusters.search.analysis import words
from cityclusters.search.dictionaries import lexicons
from cityclusters.search.words.concepts import LANGUAGES


def warm() -> None:
    """Looks one word up in each list of each language; takes a second or two."""
    words("城市", "zh")
    for language in LANGUAGES:
        for lexicon in lexicons()[:2]:  # those in memory
            lexicon.find({("?",)}, language)


def warm_beside() -> None:
    """The same in a thread of its own, while the server answers already."""
    Thread(target=warm, name="warming", daemon=True).start()
