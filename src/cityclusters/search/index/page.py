"""A page as it is indexed, and what is counted in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from cityclusters.search.analysis import Word, words

LONGEST_TEXT = 200_000  # characters of a text that are indexed
TITLE = 2  # so many times a word of the title counts
SHORTEST, LONGEST = 3, 30  # letters of a written word that corrections and suggestions know
FORM_SCRIPTS = ("other", "cyrillic", "arabic")


@dataclass(frozen=True)
class Page:
    """A text of one thing in one language.

    `kind` and `key` name the thing ('practice', its public id); its texts in other languages have the same.
    `audience` says who may find it: 'public', or a name that `search.audiences` gives to readers. `facets`
    are what lists are narrowed by ('theme:waste', 'country:UZ'); `day` is its date (ISO 8601)
    or ''; `place` the name of its place, for lists; by what is in `also` it is found,
    though no excerpt shows it."""

    kind: str
    key: str
    language: str
    title: str
    text: str
    audience: str = "public"
    facets: tuple[str, ...] = ()
    day: str = ""
    place: str = ""
    also: str = ""

    @property
    def digest(self) -> str:
        """A short text that is another one when anything on the page is."""
        parts = (self.title, self.text, " ".join(self.facets), self.day, self.language, self.place, self.also)
        return blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


class Counted(NamedTuple):
    """A page with how often its search words stand in it, how many words it has, and its written words."""

    page: Page
    counts: dict[str, int]
    length: int
    forms: frozenset[str]


def count(page: Page) -> Counted:
    """Counts the search words of a page; those of its title count more than once."""
    title = words(page.title, page.language)
    text = words(f"{page.text}\n{page.also}"[:LONGEST_TEXT], page.language)
    counts: Counter[str] = Counter(stem for word in text for stem in word.stems)
    for word in title:
        for stem in word.stems:
            counts[stem] += TITLE
    return Counted(page, dict(counts), len(text) + TITLE * len(title), frozenset(_forms(title + text)))


def _forms(found: Iterable[Word]) -> Iterable[str]:
    by_form = {word.form: word for word in found}
    return (form for form, word in by_form.items() if _is_form(word))


def _is_form(word: Word) -> bool:
    return not word.stop and word.script in FORM_SCRIPTS and SHORTEST <= len(word.form) <= LONGEST
