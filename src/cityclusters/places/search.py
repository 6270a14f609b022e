"""What a reader typed to find a place, taken apart: the name, then the province and the country."""

import re
from typing import NamedTuple

from django.db.models import Q

from cityclusters.places.countries import find_country
from cityclusters.places.folding import fold, script_of

COMMAS = re.compile(r"[,،，、;]")
# What begins with one letter of an alphabet is half the world, and with two still a tenth of it by one
# name or another: two letters find by the name that is shown only. One Chinese character is half a name.
ANY_NAME = 3
OWN_NAME = 2


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
    """Names that are one of the folded forms or begin with it; for short forms fewer (see above)."""
    found = Q(folded__in=forms)
    for form in forms:
        length = len(form) if script_of(form) not in {"Hani", "Hang", "Jpan"} else len(form) + ANY_NAME - 1
        if length >= ANY_NAME:
            found |= Q(folded__begins=form)
        elif length >= OWN_NAME:
            found |= Q(folded__begins=form, own=True, whole=True)
    return found
