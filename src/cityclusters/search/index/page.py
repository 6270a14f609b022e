"""A page as it is indexed, and what is counted in it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from cityclusters.search.analysis import Word, chunks, words_of

LONGEST_TEXT = 200_000  # characters of a text that are indexed
TITLE = 2  # so many times a word of the title counts
SHORTEST, LONGEST = 3, 30  # letters of a written word that corrections and suggestions know
KEPT_CHUNK = 40  # characters of a chunk whose words are remembered
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
    counts: defaultdict[str, int] = defaultdict(int)
    forms: set[str] = set()
    length = 0
    for text, times in ((page.title, TITLE), (f"{page.text}\n{page.also}"[:LONGEST_TEXT], 1)):
        parts, language = chunks(text, page.language)
        for part, number in Counter(parts).items():
            chunk = _kept(part, language) if len(part) <= KEPT_CHUNK else _of(part, language)
            length += times * number * chunk.length
            forms.update(chunk.forms)
            for stem in chunk.stems:
                counts[stem] += times * number
    return Counted(page, dict(counts), length, frozenset(forms))


class Chunk(NamedTuple):
    """What is counted of the letters between two gaps: search words, written words, how many words it is."""

    stems: tuple[str, ...]
    forms: tuple[str, ...]
    length: int


def _of(chunk: str, language: str) -> Chunk:
    found = words_of(chunk, language)
    stems = tuple([stem for word in found for stem in word.stems])
    return Chunk(stems, tuple({word.form for word in found if _is_form(word)}), len(found))


@lru_cache(maxsize=100_000)
def _kept(chunk: str, language: str) -> Chunk:
    return _of(chunk, language)


def _is_form(word: Word) -> bool:
    return not word.stop and word.script in FORM_SCRIPTS and SHORTEST <= len(word.form) <= LONGEST
