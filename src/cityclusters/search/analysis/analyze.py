"""The one analysis of texts: what a page is found by, and what a question asks for."""

from collections.abc import Iterator
from functools import cache
from unicodedata import name as letter_name

import Stemmer

from cityclusters.search.analysis import arabic, chinese
from cityclusters.search.analysis.normal import Run, normal, runs, without_accents
from cityclusters.search.analysis.stops import STOPS

STEMMERS = {
    "en": "english", "fr": "french", "es": "spanish", "pt": "portuguese", "ru": "russian", "it": "italian",
    "de": "german", "nl": "dutch", "tr": "turkish", "id": "indonesian", "ro": "romanian", "sr": "serbian",
}  # fmt: skip
CYRILLIC_LANGUAGES = {"ru"}
LONGEST = 60  # letters of a word; what is longer is no word


@cache
def _stemmer(language: str) -> "Stemmer.Stemmer":
    return Stemmer.Stemmer(STEMMERS[language])


def analyze(text: str, language: str = "", *, question: bool = False) -> list[str]:
    """The search words of a text in the order of the text, some places with two forms of one word.

    `language` is a code such as 'en'; without it, it is guessed. A `question` leaves out words that say
    nothing, unless nothing else is left."""
    plain = normal(text)
    language = (language or guess_language(plain))[:2]
    found = [word for run in runs(plain) for word in _words(run, language)]
    if not question:
        return found
    kept = [word for run in runs(plain) if not _is_stop(run, language) for word in _words(run, language)]
    return kept or found


def _is_stop(run: Run, language: str) -> bool:
    word = run.text.translate(arabic.FOLDED) if run.script == "arabic" else run.text
    return word in STOPS.get(_language_of(run, language), ())


def _language_of(run: Run, language: str) -> str:
    """The language whose rules hold for the run: words of another script follow their own."""
    fixed = {"han": "zh", "arabic": "ar"}.get(run.script)
    if fixed:
        return fixed
    if run.script == "cyrillic":
        return language if language not in STEMMERS else "ru"
    return "en" if language in {"zh", "ar", "ru"} else language


def _words(run: Run, language: str) -> Iterator[str]:
    if len(run.text) > LONGEST and run.script != "han":
        return
    match run.script:
        case "han":
            yield from (word for word in chinese.words(run.text) if word not in STOPS["zh"] or len(run.text) == 1)
        case "arabic":
            yield from arabic.stems(run.text)
        case "number":
            yield run.text.replace(",", "")
        case _:
            yield from _stems(run.text, _language_of(run, language))


def _stems(word: str, language: str) -> list[str]:
    """The stem with bare letters; where the accents lead the stemmer elsewhere, also the stem of the word
    typed without them ('educación', 'educacion')."""
    if language not in STEMMERS:
        return [without_accents(word)]
    stemmer = _stemmer(language)
    first = without_accents(stemmer.stemWord(word))
    if word.isascii():
        return [first]
    second = without_accents(stemmer.stemWord(without_accents(word)))
    return [first] if first == second else [first, second]


def guess_language(text: str) -> str:
    """A language for a text that names none: by its script, Latin letters by their small words."""
    letters = [letter for letter in text if letter.isalpha()][:400]
    if not letters:
        return "en"
    scripts = [letter_name(letter, "").split(" ")[0] for letter in letters]
    most = max(set(scripts), key=scripts.count)
    by_script = {"CJK": "zh", "ARABIC": "ar", "CYRILLIC": "ru"}.get(most)
    if by_script:
        return by_script
    words = [run.text for run in runs(text)]
    counts = {code: sum(word in STOPS[code] for word in words) for code in ("en", "fr", "es", "pt", "uz")}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "en"
