"""Finds the places that a list names, for thousands of lines with a handful of queries."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from cityclusters.exchanges.delegate_columns import bare_place
from cityclusters.places.folding import fold, spellings
from cityclusters.places.models import CHOOSABLE, Place, PlaceName
from cityclusters.places.search import taken_apart

CHUNK = 500
PROPOSED = 6  # near spellings that are shown
NEAR = 0.72  # likeness, from 0 to 1, of a spelling that is proposed
MOST_NEAR_QUESTIONS = 60  # unknown names for which near spellings are looked up: each costs some 20 ms


class AskedPlace(NamedTuple):
    """A place as a line names it; `country` is a code or ''."""

    text: str
    province: str
    country: str

    @property
    def key(self) -> str:
        """The same for all lines that name the place in the same way."""
        return f"place|{fold(self.text)}|{fold(self.province)}|{self.country}"


def _forms(text: str) -> set[str]:
    """The folded ways in which the name may be stored, also without 'city of' and the like."""
    name = taken_apart(text).name
    found = spellings(name)
    if bare := bare_place(name):
        found |= spellings(bare)
    return found


class PlaceLookup:
    """All places that the asked names may mean, loaded once."""

    def __init__(self, asked: Iterable[AskedPlace]) -> None:
        self._by_form: dict[str, dict[int, Place]] = defaultdict(dict)
        self._names: dict[tuple[str, str], dict[str, int]] = {}
        self._near_left = MOST_NEAR_QUESTIONS
        forms = sorted({form for one in set(asked) for form in _forms(one.text)})
        for start in range(0, len(forms), CHUNK):
            names = PlaceName.objects.filter(
                folded__in=forms[start : start + CHUNK], whole=True, place__state__in=CHOOSABLE
            )
            for name in names.select_related("place"):
                self._by_form[name.folded][name.place_id] = name.place

    def loaded(self) -> list[Place]:
        """All of them: those whose organisations may be meant."""
        return list({key: place for found in self._by_form.values() for key, place in found.items()}.values())

    def find(self, asked: AskedPlace, default_country: str = "") -> list[Place]:
        """The places of that name, largest first, in the country of the line, else in the list's own
        country, else anywhere; the province of the line narrows them where one lies in it."""
        rows = self._named(asked)
        country = asked.country or taken_apart(asked.text).country or default_country
        rows = [place for place in rows if not country or place.country_id == country]
        for part in (*taken_apart(asked.text).parts, asked.province):
            rows = _in_province(rows, part) or rows
        return sorted(rows, key=lambda place: (-(place.population or 0), place.pk))

    def _named(self, asked: AskedPlace) -> list[Place]:
        """All places of that name, wherever they are; without the words around it where that finds none."""
        name = taken_apart(asked.text).name
        found: dict[int, Place] = {}
        for forms in (spellings(name), spellings(bare_place(name))):
            for form in forms:
                found |= self._by_form.get(form, {})
            if found:
                break
        return list(found.values())

    def is_called(self, place: Place, text: str) -> bool:
        """Whether the text is a name of the place, in any script."""
        return any(place.pk in self._by_form.get(form, {}) for form in spellings(text))

    def near(self, asked: AskedPlace, default_country: str = "") -> list[Place]:
        """Places of the name in other countries, then those whose names are written nearly so, likest
        first; none of the latter after many questions."""
        elsewhere = self._named(asked)[:PROPOSED]
        if self._near_left <= 0 or elsewhere:
            return elsewhere
        self._near_left -= 1
        country = asked.country or taken_apart(asked.text).country or default_country
        wanted = {fold(taken_apart(asked.text).name), bare_place(taken_apart(asked.text).name)} - {""}
        found: dict[int, None] = {}
        for form in sorted({other for text in wanted for other in spellings(text)}):
            names = self._candidates(form, country)
            found |= dict.fromkeys(names[name] for name in get_close_matches(form, names, PROPOSED, NEAR))
        places = Place.objects.in_bulk(list(found)[:PROPOSED])
        return [places[key] for key in found if key in places]

    def _candidates(self, form: str, country: str) -> dict[str, int]:
        """Names to compare with: all of a country, else those of the world that begin alike."""
        start = "" if country else form[:2]
        if (country, start) not in self._names:
            names = PlaceName.objects.filter(whole=True, place__state__in=CHOOSABLE)
            names = names.filter(place__country_id=country) if country else names.filter(folded__begins=start)
            self._names[country, start] = dict(names.values_list("folded", "place_id"))
        return self._names[country, start]


def _in_province(places: list[Place], province: str) -> list[Place]:
    """Those that lie in the province, however it is spelled ('Xorazm viloyati', 'Хоразм')."""
    forms = spellings(province) | spellings(bare_place(province))
    return [place for place in places if place.province and _names_province(fold(place.province), forms)]


def _names_province(province: str, forms: set[str]) -> bool:
    return any(province.startswith(form) or form.startswith(f"{province} ") for form in forms if form)
