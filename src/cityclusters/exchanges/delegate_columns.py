"""Understands the headings and the coded cells of a list of delegates, in many languages. Pure.

The words stand in data/delegate_columns.json; a heading that is none of them is listed for a person to
assign. Sex is understood from a column that states it, from nothing else (rule PE2)."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cityclusters.places.folding import fold

WORDS_FILE = Path(__file__).resolve().parent / "data" / "delegate_columns.json"
BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
ALTERNATIVES = re.compile(r"[/|／\n;]+")
CHINESE = re.compile("[\u4e00-\u9fff]")
SHORTEST_INSIDE = 4  # letters of a word that is looked for inside a longer heading
LONGEST_HEADING = 80
# What a list can say about a person; `name_part` columns are joined in their order.
FIELDS: tuple[str, ...] = ("name", "email", "post", "organisation", "place", "province", "country")
FIELDS += ("sex", "language", "head", "access", "name_part")


@cache
def words() -> Mapping[str, Any]:
    """The data file as it stands."""
    found: Mapping[str, Any] = json.loads(WORDS_FILE.read_text(encoding="utf-8"))
    return found


@cache
def _headings() -> dict[str, str]:
    """Folded heading → field; the first field that claims a heading keeps it."""
    found: dict[str, str] = {}
    for field, texts in words()["headings"].items():
        for text in texts:
            found.setdefault(fold(text), field)
    for text in words()["not_kept"]:
        found.setdefault(fold(text) or text, "")
    return found


@cache
def _meanings(group: str) -> dict[str, str]:
    """Folded cell → code, for the columns with a fixed set of answers."""
    return {fold(text) or text: code for code, texts in words()[group].items() for text in texts}


def _exact(text: str) -> str | None:
    return _headings().get(fold(text) or text.strip())


def _inside(text: str) -> str | None:
    """The first field, in the order of the data file, one of whose words stands inside the heading."""
    padded = f" {fold(text)} "
    if not padded.strip():
        return None
    for word, field in _by_field_order():
        if CHINESE.search(word):
            if len(word) > 1 and word in padded:
                return field
        elif len(word) >= SHORTEST_INSIDE and f" {word} " in padded:
            return field
    return None


@cache
def _by_field_order() -> list[tuple[str, str]]:
    order = list(words()["headings"])
    pairs = [(word, field) for word, field in _headings().items() if field]
    return sorted(pairs, key=lambda pair: (order.index(pair[1]), -len(pair[0])))


def _whole(heading: str) -> str | None:
    """The field where the heading as a whole, or one of its alternatives ('Имя / Name'), is one of ours."""
    plain = BRACKETS.sub(" ", heading)
    for text in (heading, plain, *ALTERNATIVES.split(plain)):
        found = _exact(text) if text.strip() else None
        if found is not None:
            return found
    return None


def field_of(heading: str) -> str | None:
    """The field a heading names ('phone' and '' are understood but not kept); None when it is unknown.

    'E-mail *' → 'email', 'Name (as in the passport)' → 'name', 'City of work' → 'place', 'Notes' → ''."""
    whole = _whole(heading)
    return whole if whole is not None else _inside(heading)


def is_heading(text: str) -> bool:
    """Whether the text as a whole is a heading of a list of delegates; finds the heading line of a sheet
    (a word inside a longer text is not enough: 'Person A' may be a name)."""
    return len(text) <= LONGEST_HEADING and _whole(text) is not None


def recognise(header: Sequence[str]) -> dict[int, str]:
    """Column index → field for the headings that are understood; each field once but for `name_part`.

    Where a list has both a full name and its parts, the full name counts."""
    found: dict[int, str] = {}
    for index, heading in enumerate(header):
        field = field_of(heading) if heading else None
        if field and (field == "name_part" or field not in found.values()):
            found[index] = field
    if "name" in found.values() and "name_part" in found.values():
        if _name_is_a_part(header, found):
            found = {index: "name_part" if field == "name" else field for index, field in found.items()}
        else:
            found = {index: field for index, field in found.items() if field != "name_part"}
    return found


def _name_is_a_part(header: Sequence[str], found: Mapping[int, str]) -> bool:
    """'Nom' beside 'Prénom', 'Nombre' beside 'Apellidos': the name column holds only a part of the name."""
    name = next(fold(header[index]) for index, field in found.items() if field == "name")
    parts = sum(field == "name_part" for field in found.values())
    return name in {"nom", "nombre", "name", "nome", "الاسم"} and parts == 1


def values_of(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """Field → cell for one line; the parts of a name joined in the order of their columns."""
    found: dict[str, str] = {}
    parts: list[str] = []
    for index in sorted(columns):
        field, text = columns[index], cells[index] if index < len(cells) else ""
        if field == "name_part":
            parts.append(text)
        else:
            found[field] = text
    if parts and not found.get("name"):
        found["name"] = " ".join(part for part in parts if part)
    return found


def sex_of(text: str) -> str | None:
    """'female', 'male', 'other' or 'undisclosed' as the cell states it; '' for an empty cell; None for
    anything else, which is then shown as not understood and kept as not stated."""
    if not text.strip():
        return ""
    return _meanings("sex").get(fold(text) or text)


def language_of(text: str) -> str | None:
    """A language's code; '' for an empty cell, None where it is not understood."""
    if not text.strip():
        return ""
    return _meanings("language").get(fold(text))


def is_yes(text: str) -> bool:
    """Whether a cell says yes ('head of delegation')."""
    return text.strip() in words()["yes"] or (fold(text) in {fold(word) for word in words()["yes"]} - {""})


@cache
def _around() -> tuple[list[str], list[str]]:
    folded = {fold(word) for word in words()["around_places"]} - {""}
    spaced = sorted((word for word in folded if not CHINESE.search(word)), key=len, reverse=True)
    return spaced, sorted((word for word in folded if CHINESE.search(word)), key=len, reverse=True)


def bare(text: str) -> str:
    """The folded text without the words that lists put around the name of a city: 'г. Хива' → 'хива',
    'Khiva city hokimiyati' → 'khiva', 'Municipality' → ''."""
    rest = f" {fold(text)} "
    spaced, glued = _around()
    for word in spaced:
        rest = rest.replace(f" {word} ", " ")
    rest = rest.strip()
    for word in glued:
        rest = rest.removesuffix(word)
    return rest


def bare_place(text: str) -> str:
    """The same where something was taken off and something remains, else ''."""
    rest = bare(text)
    return rest if rest != fold(text) else ""
