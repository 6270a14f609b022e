"""Finds the word "anonymous" in a questionnaire, in any of its languages. Pure; no Django.

A survey may call itself anonymous only if it is (rule SU3). Texts are compared folded, so accents, case and
Arabic vowel signs make no difference; the stems stand in every language, because a text in one language may
borrow the word of another."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cityclusters.places.folding import fold

STEMS = (
    "anonym",  # English, French, German
    "anonim",  # Spanish, Portuguese (folded), Uzbek, Turkish
    "аноним",  # Russian, Uzbek in Cyrillic
    "анонім",  # Ukrainian
    "مجهول",  # Arabic: "of unknown (identity)"
    "مغفل",  # Arabic: "unnamed"
    "الكشف عن هوي",  # Arabic: "(without) disclosing the identity"
    "الكشف عن الهوي",
    "ذكر الاسم",  # Arabic: "(without) mention of the name"
    "ذكر اسم",
    "匿名",  # Chinese
    "不记名",
    "无记名",
    "不記名",
)
FOLDED = tuple(dict.fromkeys(fold(stem) for stem in STEMS))


class Found(NamedTuple):
    """Where the word stands: 'title', 'intro' or a question's code, and in which language."""

    place: str
    language: str


def says_anonymous(text: str) -> bool:
    """Whether the text claims anonymity."""
    folded = fold(text)
    return any(stem in folded for stem in FOLDED)


def find_claims(texts: Iterable[tuple[str, Mapping[str, str]]]) -> list[Found]:
    """All places and languages with the word; `texts` are (place, language code → text)."""
    found = []
    for place, by_language in texts:
        for language, text in by_language.items():
            if language != "_" and says_anonymous(text) and Found(place, language) not in found:
                found.append(Found(place, language))
    return found
