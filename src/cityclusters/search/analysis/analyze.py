"""The one analysis of texts: what a page is found by, and what a question asks for."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import name as letter_name

import Stemmer

from cityclusters.search.analysis import arabic, chinese
from cityclusters.search.analysis.normal import normal, runs, spaced, without_accents
from cityclusters.search.analysis.stops import stops

STEMMERS = {
    "en": "english", "fr": "french", "es": "spanish", "pt": "portuguese", "ru": "russian", "it": "italian",
    "de": "german", "nl": "dutch", "tr": "turkish", "id": "indonesian", "ro": "romanian", "sr": "serbian",
}  # fmt: skip
LATIN = ("en", "fr", "es", "pt", "uz")  # told apart by their small words
BY_SCRIPT = {"han": "zh", "arabic": "ar"}
KEPT_CHUNK = 40  # characters between two gaps that are remembered
LONGEST = 60  # letters of a word; what is longer is no word
JOINERS = "-‐‑‒–/.&"
# A vowel that Russian words have in some of their forms only, and stemmers keep: 'рынок', 'рынки'.
FLEETING = re.compile("..[^аеиоуыэюя][ое][кц]$")
IRREGULAR = Path(__file__).parent.parent / "data" / "irregular.txt"


class Word(NamedTuple):
    """One word: as written in normal form, what it is found by (mostly one stem), and its script. `stop` says
    that a question can do without it."""

    form: str
    stems: tuple[str, ...]
    script: str
    stop: bool = False


@cache
def _stemmer(language: str) -> "Stemmer.Stemmer":
    return Stemmer.Stemmer(STEMMERS[language])


@cache
def _irregular() -> dict[str, str]:
    """English words that no rule leads to their singular: 'women' → 'woman'."""
    lines = IRREGULAR.read_text(encoding="utf-8").splitlines()
    return {many: one for one, many in (line.split() for line in lines)}


def analyze(text: str, language: str = "", *, question: bool = False) -> list[str]:
    """The search words of a text in the order of the text, some places with two forms of one word.

    `language` is a code such as 'en'; without it, it is guessed. A `question` leaves out words that say
    nothing, unless nothing else is left."""
    found = words(text, language)
    if question:
        found = [word for word in found if not word.stop] or found
    return [stem for word in found for stem in word.stems]


def words(text: str, language: str = "") -> list[Word]:
    """The words of a text in order; words joined by a hyphen or a dot are followed by the whole ('e',
    'commerce', 'ecommerce')."""
    found: list[Word] = []
    parts, language = chunks(text, language)
    for part in parts:
        found += words_of(part, language)
    return found


def chunks(text: str, language: str = "") -> tuple[list[str], str]:
    """What stands between the gaps of a text in normal form, and the language by whose rules it is taken
    apart: for who wants to look at each chunk once, however often it stands there."""
    plain = spaced(normal(text))
    return plain.split(), (language or guess_language(plain))[:2]


def words_of(chunk: str, language: str) -> Sequence[Word]:
    """The words of one chunk."""
    return _chunk(chunk, language) if len(chunk) <= KEPT_CHUNK else _words(chunk, language)


@lru_cache(maxsize=100_000)
def _chunk(text: str, language: str) -> tuple[Word, ...]:
    """The words between two gaps. Texts repeat them, so each is looked at once."""
    return tuple(_words(text, language))


def _words(text: str, language: str) -> list[Word]:
    found: list[Word] = []
    chain: list[tuple[str, str]] = []
    end = -1
    for run in runs(text):
        script, part = run.lastgroup or "other", run.group()
        if run.start() != end + 1 or text[end] not in JOINERS or script == "han":
            if len(chain) > 1:
                found.extend(_compound(chain, language))
            chain = []
        end = run.end()
        if script == "han":
            small = stops("zh")
            found += [Word(one, (one,), "han", one in small) for one in chinese.words(part)]
        elif len(part) <= LONGEST:
            found.append(_word(script, part, _language_of(script, language)))
            chain.append((script, part))
    if len(chain) > 1:
        found.extend(_compound(chain, language))
    return found


def _compound(chain: list[tuple[str, str]], language: str) -> Iterator[Word]:
    """The whole of two or three joined parts; more are an address or a list."""
    script = chain[0][0]
    if (len(chain) <= 3 and chain[-1][0] == script) or _is_code(chain):
        whole = "".join(part for _script, part in chain)
        yield _word(script, whole, _language_of(script, language))


def _is_code(chain: list[tuple[str, str]]) -> bool:
    """Letters and a number: 'covid-19'."""
    return len(chain) == 2 and chain[0][0] in ("other", "cyrillic") and chain[1][0] == "number"


@cache
def _language_of(script: str, language: str) -> str:
    """The language whose rules hold for a run: words of another script follow their own."""
    if script in BY_SCRIPT:
        return language if script == "arabic" and language in ("fa", "ur", "ps") else BY_SCRIPT[script]
    if script == "cyrillic":
        return "ru" if language in STEMMERS or language in BY_SCRIPT.values() else language
    return "en" if language in ("zh", "ar", "ru") else language


def _word(script: str, text: str, language: str) -> Word:
    """A word of an alphabet."""
    if script == "number":
        return Word(text, (text.replace(",", ""),), script)
    if script == "arabic":
        return Word(text, tuple(arabic.stems(text)), script, text.translate(arabic.FOLDED) in stops("ar"))
    return Word(text, tuple(_stems(text, language)), script, text in stops(language))


def _stems(word: str, language: str) -> list[str]:
    """The stem with bare letters; where the accents lead the stemmer elsewhere, also the stem of the word
    typed without them ('educación', 'educacion')."""
    if language not in STEMMERS:
        return [without_accents(word)]
    if language == "en":
        word = _irregular().get(word, word)
    first = _stem(word, language)
    if word.isascii():
        return [first]
    second = _stem(without_accents(word), language)
    return [first] if first == second else [first, second]


def _stem(word: str, language: str) -> str:
    stem = without_accents(_stemmer(language).stemWord(word))
    if language == "ru" and FLEETING.search(stem):
        return stem[:-2] + stem[-1]
    return stem


def script_of(text: str) -> str:
    """The script that most of the first letters of a text belong to, as the first word of their names in
    Unicode ('LATIN', 'CJK', 'ARABIC', 'CYRILLIC'); '' without letters."""
    letters = [letter for letter in text if letter.isalpha()][:200]
    scripts = [letter_name(letter, "").split(" ")[0] for letter in letters]
    return max(sorted(set(scripts)), key=scripts.count) if scripts else ""


def guess_language(text: str) -> str:
    """A language for a text that names none: by its script, Latin letters by their small words."""
    by_script = {"CJK": "zh", "ARABIC": "ar", "CYRILLIC": "ru"}.get(script_of(text))
    if by_script:
        return by_script
    found = [run.group() for run in runs(spaced(normal(text)))]
    counts = {code: sum(word in stops(code) for word in found) for code in LATIN}
    best = max(LATIN, key=lambda code: counts[code])
    return best if counts[best] else "en"
