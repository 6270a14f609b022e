"""What a reader typed to find a place, taken apart: the name, then the province and the country."""

import re
from typing import NamedTuple

from django.db.models import Q

from cityclusters.places.countries import find_country
from cityclusters.places.folding import fold, script_of

COMMAS = re.compile(r"[,،，、;]")
# A prefix of one letter of an alphabet finds half the world; one Chinese character is half a name.
SHORTEST_PREFIX = 2


class Asked(NamedTuple):
    """The parts of 'Yichun, Jiangxi, China': the name as typed, folded provinces, a country's code."""

    name: str
    parts: tuple[str, ...]
    country: str


def taken_apart(text: str) -> Asked:
    """Name, further parts and country of what was typed. A last part that is no country is a part like
    any other; text without a comma is a name."""
    name, *rest = (part.strip() for part in COMMAS.split(text[:200]))
    country = find_country(rest[-1]) if rest else ""
    if country:
        rest = rest[:-1]
    return Asked(name, tuple(filter(None, map(fold, rest))), country)


def begins_with(forms: set[str]) -> Q:
    """Names that begin with one of the forms, or with the form as their first whole word when it is short."""
    found = Q(folded__in=forms)
    for form in forms:
        if len(form) >= SHORTEST_PREFIX or script_of(form) in {"Hani", "Hang", "Jpan"}:
            found |= Q(folded__begins=form)
    return found
