"""Names of countries, regions and languages in seven languages (CLDR, through Babel). Pure; no Django."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale

from cityclusters.search.words.concepts import LANGUAGES
from cityclusters.search.words.lexicon import Idea, WordList

SHORTEST_CODE = 2


def _ideas() -> Iterator[Idea]:
    texts: defaultdict[tuple[str, str], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for language in LANGUAGES:
        locale = Locale(language)
        for code, name in [*locale.territories.items(), *_short_names(locale)]:
            known = texts["territory", code].get(language, ())
            texts["territory", code][language] = tuple(dict.fromkeys([*known, name]))
        for code, name in locale.languages.items():
            if code.isalpha() and len(code) <= SHORTEST_CODE:
                texts["language", code][language] = (name,)
    return (Idea(found) for found in texts.values() if len(found) > 1)


def _short_names(locale: Locale) -> Iterator[tuple[str, str]]:
    """Names without what stands in brackets: 'Myanmar (Burma)' → 'Myanmar'."""
    for code, name in locale.territories.items():
        for bracket in ("(", "（"):
            if bracket in name:
                yield code, name.split(bracket)[0].strip()


@cache
def built_in() -> WordList:
    """The names, ready to be looked up."""
    return WordList(_ideas)
