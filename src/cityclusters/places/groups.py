"""Groups of countries that others publish: level of income, least developed, landlocked, small islands, the
South; official languages and legal tradition. Of countries only, never of persons. Needs no database.

Each list has a date and a source (`data/groups.toml`); languages are CLDR's. What is not in a list is not
known, and said to be so."""

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

import babel
from babel.languages import get_official_languages
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.places.countries import DATA, listed

INCOMES = ("low", "lower_middle", "upper_middle", "high")
INCOME_WORDS: tuple[str | Promise, ...] = (
    _("Low income"),
    _("Lower middle income"),
    _("Upper middle income"),
    _("High income"),
)
UNKNOWN = -1
LAWS: dict[str, str | Promise] = {
    "civil": _("Civil law"),
    "common": _("Common law"),
    "customary": _("Customary law"),
    "muslim": _("Muslim law"),
}
REGIONS: dict[str, str | Promise] = {
    "015": pgettext_lazy("region", "Northern Africa"),
    "014": pgettext_lazy("region", "Eastern Africa"),
    "017": pgettext_lazy("region", "Middle Africa"),
    "018": pgettext_lazy("region", "Southern Africa"),
    "011": pgettext_lazy("region", "Western Africa"),
    "029": pgettext_lazy("region", "Caribbean"),
    "013": pgettext_lazy("region", "Central America"),
    "005": pgettext_lazy("region", "South America"),
    "021": pgettext_lazy("region", "Northern America"),
    "010": pgettext_lazy("region", "Antarctica"),
    "143": pgettext_lazy("region", "Central Asia"),
    "030": pgettext_lazy("region", "Eastern Asia"),
    "035": pgettext_lazy("region", "South-eastern Asia"),
    "034": pgettext_lazy("region", "Southern Asia"),
    "145": pgettext_lazy("region", "Western Asia"),
    "151": pgettext_lazy("region", "Eastern Europe"),
    "154": pgettext_lazy("region", "Northern Europe"),
    "039": pgettext_lazy("region", "Southern Europe"),
    "155": pgettext_lazy("region", "Western Europe"),
    "053": pgettext_lazy("region", "Australia and New Zealand"),
    "054": pgettext_lazy("region", "Melanesia"),
    "057": pgettext_lazy("region", "Micronesia"),
    "061": pgettext_lazy("region", "Polynesia"),
}


class Group(StrEnum):
    """Groups of countries with needs of their own, and the programme's list of the South."""

    LDC = "ldc"
    LLDC = "lldc"
    SIDS = "sids"
    SOUTH = "south"


GROUP_WORDS: dict[str, str | Promise] = {
    Group.LDC: _("Least developed countries"),
    Group.LLDC: _("Landlocked developing countries"),
    Group.SIDS: _("Small island developing States"),
    Group.SOUTH: _("Countries of the global South"),
}


# Who publishes which list; the file says it to the word.
SOURCES: dict[str, str | Promise] = {
    "income": _("World Bank: countries by level of income"),
    Group.LDC: _("United Nations, Committee for Development Policy: least developed countries"),
    Group.LLDC: _("United Nations, OHRLLS: landlocked developing countries"),
    Group.SIDS: _("United Nations, OHRLLS: small island developing States"),
    Group.SOUTH: _("This programme, after the developing regions that the United Nations last published"),
    "law": _("As JuriGlobe (University of Ottawa) groups legal systems, where it is certain"),
}


class Listing(NamedTuple):
    """Who publishes a list, and the day for which it holds."""

    as_of: date
    source: str


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((DATA / "groups.toml").read_text(encoding="utf-8"))


def listing(name: str) -> Listing:
    """The date and source of 'income', 'ldc', 'lldc', 'sids', 'south' or 'law'. Raises KeyError for
    others."""
    table = _file()["north" if name == Group.SOUTH else name]
    return Listing(table["as_of"], str(SOURCES[name]))


def languages_source() -> str:
    """Who says which languages are official."""
    return f"Unicode CLDR (Babel {babel.__version__})"


@cache
def _incomes() -> dict[str, int]:
    return {code: level for level, name in enumerate(INCOMES) for code in _file()["income"][name].split()}


def income_of(code: str) -> int:
    """The country's level of income from 0 (low) to 3 (high); -1 where the list says nothing."""
    return _incomes().get(code, UNKNOWN)


def without_income() -> frozenset[str]:
    """States that the list of incomes leaves out."""
    return frozenset(_file()["income"]["no_level"].split())


@cache
def members(group: str) -> frozenset[str]:
    """The codes of a group's countries and areas. Raises KeyError for a group that is not on file."""
    if group != Group.SOUTH:
        return frozenset(_file()[group]["codes"].split())
    north = _file()["north"]
    regions, others = set(north["regions"].split()), {*north["codes"].split(), *north["neither"].split()}
    return frozenset(code for code, row in listed().items() if row.region not in regions | {""}) - others


def groups_of(code: str) -> tuple[Group, ...]:
    """The groups that the country belongs to."""
    return tuple(group for group in Group if code in members(group))


def is_south(code: str) -> bool:
    """Whether the country counts as developing by the programme's list."""
    return code in members(Group.SOUTH)


@cache
def languages_of(code: str) -> tuple[str, ...]:
    """Codes of the country's official languages (ISO 639, without scripts), the most spoken first."""
    if code not in listed():
        return ()
    found = get_official_languages(code, regional=False, de_facto=True)
    return tuple(dict.fromkeys(language.split("_")[0] for language in found))


@cache
def _laws() -> dict[str, tuple[str, ...]]:
    lists = {name: set(_file()["law"][name].split()) for name in LAWS}
    return {code: tuple(name for name in LAWS if code in lists[name]) for code in listed()}


def law_of(code: str) -> tuple[str, ...]:
    """Keys of LAWS that shape the country's law; several: a mixed system; none: not known."""
    return _laws().get(code, ())


def region_of(code: str) -> str:
    """The country's region by M49 ('' for a code that is not on the list)."""
    row = listed().get(code)
    return row.region if row else ""


@cache
def _states() -> dict[str, str]:
    table = _file()["state_of"]
    return {area: state for state, areas in table.items() if len(state) == 2 for area in areas.split()}


def state_of(code: str) -> str:
    """The State that a territory or area belongs to; the code itself for a State or where it is not told."""
    return _states().get(code, code)
