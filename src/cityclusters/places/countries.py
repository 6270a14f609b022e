"""The one dated list of States and territories, and names of countries in the reader's language.

Needs no database: `data/countries.toml` and CLDR (Babel) say it all."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pycountry
from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from cityclusters.places.folding import fold

DATA = Path(__file__).parent / "data"
NAME_LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru", "pt", "uz")


class Listed(NamedTuple):
    """A line of the list: ISO 3166-1 code, whether it is a State, M49 region code."""

    code: str
    is_state: bool
    region: str


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((DATA / "countries.toml").read_text(encoding="utf-8"))


def list_date() -> date:
    """The day for which the list holds (rule PL4)."""
    day: date = _file()["as_of"]
    return day


def list_source() -> str:
    """Who publishes what the list says."""
    return str(_file()["source"])


@cache
def listed() -> dict[str, Listed]:
    """Every State and territory by code: Member and observer States of the United Nations are States,
    all else in ISO 3166-1 is a territory or other area (rule PL5)."""
    states = {*_file()["members"].split(), *_file()["observers"].split()}
    regions = {code: region for region, codes in _file()["regions"].items() for code in codes.split()}
    codes = [*(country.alpha_2 for country in pycountry.countries), *_file()["further_areas"].split()]
    return {code: Listed(code, code in states, regions.get(code, "")) for code in sorted(codes)}


@cache
def _cldr_names(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: territories[code] for code in listed() if code in territories}


@cache
def _names(language: str) -> dict[str, str]:
    """Code → name in one language: the United Nations' name where our list has one, else CLDR's."""
    own = {code: names[language] for code, names in _file()["names"].items() if language in names}
    return {**_cldr_names(language), **own}


def country_name(code: str, language: str = "") -> str:
    """The country's name in `language` (the reader's by default), in English where that has none; the
    code itself for a code that is not on the list."""
    wanted = (language or get_language() or "en")[:2]
    return _names(wanted).get(code) or _names("en").get(code) or code


@cache
def _choices(language: str) -> list[tuple[str, str]]:
    return sorted(((code, country_name(code, language)) for code in listed()), key=lambda row: fold(row[1]))


def country_choices(language: str = "") -> list[tuple[str, str]]:
    """(code, name) of every State and territory, in alphabetical order by folded names: accents do not
    count, so that 'Égypte' stands at E."""
    return _choices((language or get_language() or "en")[:2])


@cache
def _codes_by_name() -> dict[str, str]:
    found = {fold(country.name): country.alpha_2 for country in pycountry.countries}
    for country in pycountry.countries:
        found.setdefault(country.alpha_3.lower(), country.alpha_2)
    found |= {fold(name): code for code, names in _file()["aliases"].items() for name in names}
    for language in NAME_LANGUAGES:
        for code in listed():
            for names in (_names(language), _cldr_names(language)):
                if code in names:
                    found.setdefault(fold(names[code]), code)
    return found


def find_country(text: str) -> str:
    """The ISO 3166-1 code for a country's name in any of our languages, or for its code of two or three
    letters; '' if unknown."""
    code = text.strip().upper()
    return code if code in listed() else _codes_by_name().get(fold(text), "")
