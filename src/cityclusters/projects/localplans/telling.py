"""Finds words in a text that may tell of one person (rule LP1): pure, without Django.

It looks for e-mail addresses, numbers of phones and documents, street addresses, full days, ages, and words
that look like names. A program can't know every name: Arabic and Chinese have no capital letters, so there it
finds names after a title only. Somebody reads the plan before visitors do; this says where to look first."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from cityclusters.core.private_data import ADDRESS, DIGITS_OF_A_PHONE, DOCUMENT, LINK, PHONE


class Kind(Enum):
    """What the words seem to be. Only names may be cleared: they may name an institution, a people, a law."""

    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "number"
    STREET = "street"
    DAY = "day"
    AGE = "age"
    NAME = "name"


class Found(NamedTuple):
    """Words of a text, and what they seem to be."""

    kind: Kind
    words: str


WORDS = Path(__file__).parents[1] / "data" / "no_names.json"
LISTS: dict[str, list[str]] = json.loads(WORDS.read_text("utf-8"))
MONTH = "|".join(LISTS["months"])
DAY = re.compile(
    rf"\b(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º)?\s+(?:of |de )?(?:{MONTH})\b(?:\s+(?:de |del )?\d{{4}})?"
    rf"|(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+\d{{4}})?)",
    re.IGNORECASE,
)
# Days of the year that campaigns bear in their names are nobody's.
FREE_DAYS = re.compile(
    r"(?i)(?:8 (?:of )?march|march 8|25 (?:of )?november|november 25|8 de marzo|25 de noviembre|8 mars"
    r"|25 novembre|8 مارس|25 نوفمبر)"
)
AGE = re.compile(
    r"(?i)\b\d{1,3}[ -]years?[ -]olds?\b|\baged?\s+\d{1,3}\b|\b\d{1,3}\s+años\s+de\s+edad"
    r"|\b(?:mujer|hombre|niñ[ao]|joven|adolescente|señora?|chic[ao]|víctima|madre)\b[^.,;]{0,20}\d{1,3}\s+años"
    r"|\bâgée?s?\s+de\s+\d{1,3}|\b(?:femme|homme|fille|garçon|jeune|mère)\b[^.,;]{0,20}\d{1,3}\s+ans\b"
    r"|(?:عمرها|عمره|البالغة|البالغ)\s+\D{0,12}\d{1,3}"
)
# "15 to 49 years", "over 60", "under 18": an age of many.
RANGE = re.compile(r"(?i)\d\s*(?:to|and|or|a|y|o|à|et|ou|و|إلى|–|-|—)\s*\d{1,3}\s*(?:years?|años|ans|سنة)?")
MANY = re.compile(
    r"(?i)(?:under|over|above|below|than|least|menores de|mayores de|más de|menos de|moins de|plus de"
    r"|أقل من|أكثر من|فوق|دون)\s*(?:the age of\s*)?$"
)
AND_MORE = re.compile(
    r"(?i)^\s*(?:years?\s*)?(?:and|or|to|y|o|a|et|ou|à|و|–|-|—)\s*(?:\d|over|older|more|above|under|younger|más|plus)"
)
STREET = re.compile(
    r"(?i)\b(?:calle|jr\.?|jirón|av\.|avda\.?|avenida|pasaje|psje\.?|rue|boulevard|bd\.?|chemin|شارع)\s+"
    r"[^.,;\n]{1,40}?\d+|\b\d{1,5}[a-z]?,?\s+(?:[^\W\d]+\s+){1,3}(?:street|avenue|road|lane|square)\b"
    r"|\b(?:house|casa|maison|lote?|manzana|mz\.?)\s+(?:n[oº°.]*\s*)?\d+"
)
TITLES = (
    r"(?:Mrs?|Ms|Miss|Mx|Dr|Dra|Prof|Sra?|Srta|Don|Doña|Mme|Mlle|Monsieur|Madame|M)\.?\s+[^\W\d_][\w'’-]+"
    r"(?:\s+[A-ZÀ-Þ][\w'’-]+)*|(?:السيدة|السيد|الآنسة|الدكتورة|الدكتور)\s+\S+(?:\s+\S+)?"
)
TITLED = re.compile(rf"(?<![^\W\d_])(?:{TITLES})")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
JOINS = {
    "de",
    "del",
    "la",
    "las",
    "los",
    "y",
    "al",
    "el",
    "bin",
    "ben",
    "van",
    "von",
    "da",
    "dos",
    "du",
    "des",
}
# Words with a capital letter that name no person; institutions in the languages of the product.
COMMON = frozenset(LISTS["common"]) | frozenset(LISTS["months"])


def findings(text: str, known: Collection[str] = (), *, is_source: bool = False) -> list[Found]:
    """What in the text may tell of one person, each words once, in the order of the kinds.

    `known` are names of places and institutions. The source of a statement may bear a day: laws and
    reports do."""
    shown = "".join(str(unicodedata.decimal(sign, sign)) for sign in LINK.sub(" ", text))
    made = [*_numbers(shown), *(Found(Kind.STREET, found[0].strip()) for found in STREET.finditer(shown))]
    if not is_source:
        made += [
            Found(Kind.DAY, found[0]) for found in DAY.finditer(shown) if not FREE_DAYS.fullmatch(found[0])
        ]
    made += [Found(Kind.AGE, found[0]) for found in AGE.finditer(shown) if not _of_many(shown, found)]
    made += [Found(Kind.NAME, words) for words in _names(shown, known)]
    return list(dict.fromkeys(made))


def _numbers(text: str) -> Iterator[Found]:
    yield from (Found(Kind.EMAIL, found[0]) for found in ADDRESS.finditer(text))
    for found in PHONE.finditer(text):
        if sum(sign.isdigit() for sign in found[0]) >= DIGITS_OF_A_PHONE:
            yield Found(Kind.PHONE, found[0])
    yield from (Found(Kind.NUMBER, found[0]) for found in DOCUMENT.finditer(text))


def _of_many(text: str, found: re.Match[str]) -> bool:
    """Whether an age stands for many people: a range, a limit."""
    before, after = text[: found.start()], text[found.end() :]
    number = re.search(r"\d", found[0])
    inside = found[0][: number.start()] if number else ""
    reach = text[max(0, found.start() - 12) : found.end() + 12]
    return bool(
        RANGE.search(reach)
        or MANY.search(before)
        or MANY.search(f"{before}{inside}")
        or AND_MORE.search(after)
    )


def _names(text: str, known: Collection[str]) -> Iterator[str]:
    yield from (found[0] for found in TITLED.finditer(text))
    names = _parts(known)
    for run, begins in _runs(text):
        if any(not _is_common(word, names) for word in run[begins:]):
            yield " ".join(run)


def _parts(known: Collection[str]) -> frozenset[str]:
    return frozenset(_bare(word[0]) for name in known for word in WORD.finditer(name))


def _bare(word: str) -> str:
    """Without the s of an owner, in small letters."""
    return re.sub(r"['’]s$", "", word.casefold()).strip("'’-")


def _is_common(word: str, names: Collection[str]) -> bool:
    bare = _bare(word)
    return bare in COMMON or bare in names or bare in JOINS or (word.isupper() and len(word) > 1)


def _runs(text: str) -> Iterator[tuple[list[str], bool]]:
    """Words with a capital letter that follow one another, and whether they begin a sentence: then the first
    word has its capital letter from that."""
    run: list[str] = []
    begins = False
    end = 0
    for found in WORD.finditer(text):
        word, between = found[0], text[end : found.start()]
        starts = end == 0 or bool(re.search(r"[.!?:;\n“”\"«»(]", between))
        joined = bool(run) and not starts and between.strip(" -") == ""
        if not joined or not (word[0].isupper() or word.casefold() in JOINS):
            yield from _whole(run, begins)
            run = []
        if word[0].isupper() or (run and word.casefold() in JOINS):
            begins = starts if not run else begins
            run = [*run, word]
        end = found.end()
    yield from _whole(run, begins)


def _whole(run: list[str], begins: bool) -> Iterator[tuple[list[str], bool]]:
    while run and run[-1].casefold() in JOINS and not run[-1][0].isupper():
        run = run[:-1]
    if run:
        yield run, begins
