"""The parts of a text that are translated one by one, and what carries over to the next version; no rows.

A part has a name that is also the name of its field: 'title', 'summary', 'section-done', 'step-0-title',
'step-0-text', 'result-0-statement', 'result-0-unit', 'result-0-period'. Numbers and sources are the same in
every language, and so is what holds no letters ("2021")."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from cityclusters.practices.models.choices import SECTIONS

LETTERS = re.compile(r"[^\W\d_]")
LONGEST = 40_000
STEP = ("title", "text")
RESULT = ("statement", "unit", "period")
LIMITS = {"title": 300, "summary": 500, "step-title": 300, "result-statement": 500}
LIMITS |= {"result-unit": 120, "result-period": 120}
LONG = ("section", "step-text")


class Part(NamedTuple):
    """One part: its name, the original, and whether it takes a large field of at most `most` characters."""

    key: str
    original: str
    long: bool
    most: int


def parts_of(content: Mapping[str, Any]) -> list[Part]:
    """What of a text (Version.content) is there to translate, in the order in which it is read."""
    return [
        Part(key, text, kind in LONG, LIMITS.get(kind, LONGEST))
        for key, kind, text in _walk(content)
        if LETTERS.search(text)
    ]


def texts_of(content: Mapping[str, Any]) -> dict[str, str]:
    """The same texts by the names of their parts, those without letters and empty ones included."""
    return {key: text for key, _kind, text in _walk(content)}


def _walk(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(name of the part, its kind, its text)."""
    for key in ("title", "summary"):
        yield key, key, str(content.get(key, ""))
    for key, text in content.get("sections", {}).items():
        yield f"section-{key}", "section", text
    for kind, rows, fields in (
        ("step", content.get("steps", ()), STEP),
        ("result", content.get("results", ()), RESULT),
    ):
        for index, row in enumerate(rows):
            for name in fields:
                yield f"{kind}-{index}-{name}", f"{kind}-{name}", str(row.get(name, ""))


def filled(original: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """The original's shape with these texts in it; what is missing in `texts` is ''. Numbers, sources and
    what holds no letters are the original's."""

    def said(key: str, own: str) -> str:
        return texts.get(key, "") if LETTERS.search(own) else own

    def row_of(kind: str, index: int, row: Mapping[str, str], fields: tuple[str, ...]) -> dict[str, str]:
        return {
            **row,
            **{name: said(f"{kind}-{index}-{name}", str(row.get(name, ""))) for name in fields},
        }

    return {
        "title": said("title", str(original.get("title", ""))),
        "summary": said("summary", str(original.get("summary", ""))),
        "sections": {key: said(f"section-{key}", text) for key, text in original.get("sections", {}).items()},
        "steps": [row_of("step", index, row, STEP) for index, row in enumerate(original.get("steps", ()))],
        "results": [
            row_of("result", index, row, RESULT) for index, row in enumerate(original.get("results", ()))
        ],
    }


def label_of(key: str) -> str:
    """The name of a part in words: 'Step 2, how'."""
    kind, _dash, rest = key.partition("-")
    if kind == "section":
        return str(SECTIONS[rest][0]) if rest in SECTIONS else rest
    if not rest:
        return {"title": _("Title"), "summary": _("In one sentence")}[kind]
    index, _dash, name = rest.partition("-")
    words = {
        ("step", "title"): _("Step %(number)d"),
        ("step", "text"): _("Step %(number)d, how"),
        ("result", "statement"): _("Result %(number)d"),
        ("result", "unit"): _("Result %(number)d, of what"),
        ("result", "period"): _("Result %(number)d, when"),
    }
    return words[kind, name] % {"number": int(index) + 1}


@dataclass
class Carried:
    """What of a translation goes on with another version: `texts` by part; `kept` are parts whose original is
    the same; `stale` are parts to look at again, with the original of which the text is a translation."""

    texts: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    stale: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do."""
        return not self.stale and not self.missing


def carry(
    before: Mapping[str, Any], now: Mapping[str, Any], texts: Mapping[str, str], stale: Mapping[str, str]
) -> Carried:
    """Takes a translation of the text `before` over to the text `now`.

    A part goes over by its original, wherever it stands now; where the original is another one, the part of
    the same name goes over as stale. `stale` are the parts that were so already."""
    own = texts_of(before)
    translated = {key: text for key, text in texts.items() if text.strip() and key in own}
    memory = {own[key]: text for key, text in translated.items() if key not in stale}
    # A part that was stale is a translation of an older original, which may have come back.
    older = {stale[key]: text for key, text in translated.items() if key in stale and stale[key] != own[key]}
    carried = Carried()
    for part in parts_of(now):
        known = memory.get(part.original) or older.get(part.original)
        if known:
            carried.texts[part.key] = known
            carried.kept.append(part.key)
        elif part.key in translated:
            carried.texts[part.key] = translated[part.key]
            carried.stale[part.key] = stale.get(part.key, own[part.key])
        else:
            carried.missing.append(part.key)
    return carried


def todo(content: Mapping[str, Any], texts: Mapping[str, str], stale: Mapping[str, str]) -> list[str]:
    """The parts that are still to do: without a text, or to be looked at again."""
    return [
        part.key for part in parts_of(content) if not texts.get(part.key, "").strip() or part.key in stale
    ]


def numbers_missing(original: str, text: str) -> list[str]:
    """Numbers of the original that are not in the translation, in whatever digits and however grouped."""
    there = set(_numbers(text))
    return [number for number in dict.fromkeys(_numbers(original)) if number not in there]


NUMBER = re.compile(r"\d{1,3}(?:[.,٬\s]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫]\d+)?")


def _numbers(text: str) -> list[str]:
    """Numbers in Western digits without their marks: '1,204' and '1 204' and '١٢٠٤' are '1204'."""
    found = []
    for match in NUMBER.finditer(text):
        digits = (str(int(letter)) for letter in match.group() if letter.isdigit())
        found.append("".join(digits))
    return found
