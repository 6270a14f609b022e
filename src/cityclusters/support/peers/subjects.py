"""What cities work on, by what they show: practices, open offers, needs for members, exchanges attended."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Value

from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Attendance, Exchange, Registration
from cityclusters.people.models import Organisation
from cityclusters.people.readers import Reader
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need, Offer

FIRST_LIST = "cities-clusters"


@dataclass
class Subjects:
    """Themes and open offers of places, by the places' keys."""

    names: dict[str, str]
    """Code → name of each theme, those of the spaces first; themes that mean the same once."""
    same: dict[str, str]
    """Code → the code that stands for it."""
    themes: dict[int, set[str]] = field(default_factory=dict)
    offers: dict[int, set[int]] = field(default_factory=dict)

    def of(self, place: int) -> list[str]:
        """Codes of the place's themes, in the order of the list."""
        held = self.themes.get(place, set())
        return [code for code in self.names if code in held]

    def names_of(self, place: int) -> list[str]:
        """The place's themes by name."""
        return [self.names[code] for code in self.of(place)]

    def add(self, place: int, theme: str) -> None:
        """Notes that a place works on a theme; a theme that is not known is left out."""
        if theme in self.same:
            self.themes.setdefault(place, set()).add(self.same[theme])


def subjects_of(reader: Reader, keys: Mapping[str, int]) -> Subjects:
    """What the reader may know of the places: public id → key of each. Needs count for members only.

    Four queries, whatever the number of places."""
    names, same = _themes()
    found = Subjects(names, same)
    for marks in Practice.objects.published().values_list("marks", flat=True):
        _note_practice(found, marks, keys)
    wanted = set(keys.values())
    for place, theme, offer in _shown(reader):
        if place in wanted:
            found.add(place, theme or "")
            if offer:
                found.offers.setdefault(place, set()).add(offer)
    return found


def _themes() -> tuple[dict[str, str], dict[str, str]]:
    """Names of themes, and which stands for which: lists map onto each other (seed item D10)."""
    rows = sorted(
        Theme.objects.prefetch_related("same_as"),
        key=lambda row: (row.vocabulary != FIRST_LIST, row.vocabulary, row.order, row.code),
    )
    same: dict[str, str] = {}
    for row in rows:
        stands_for = same.get(row.code, row.code)
        for code in [row.code, *(other.code for other in row.same_as.all())]:
            same.setdefault(code, stands_for)
    return {row.code: pick(row.names).text for row in rows if same[row.code] == row.code}, same


def _note_practice(found: Subjects, marks: str, keys: Mapping[str, int]) -> None:
    """Adds the themes of a published practice to its places (`practices.marks`)."""
    said = [part.split(":", 1) for part in marks.split("|") if ":" in part]
    places = [keys[value] for kind, value in said if kind == "place" and value in keys]
    for place in places:
        for kind, value in said:
            if kind == "theme":
                found.add(place, value)


def _shown(reader: Reader) -> Iterable[tuple[int, str | None, int]]:
    """Place, theme (None for none), and the key of an open offer (0 for what is none). One query."""
    offers = Offer.objects.open().order_by().values_list("place_id", "themes", "pk")
    attended = (
        Registration.objects.filter(
            Exists(Attendance.objects.filter(registration=OuterRef("pk"))),
            exchange__in=Exchange.objects.published(),
            exchange__themes__isnull=False,
            organisation__place__isnull=False,
            organisation__state__in=Organisation.PUBLIC,
        )
        .order_by()
        .values_list("organisation__place_id", "exchange__themes", Value(0))
    )
    needs = Need.objects.shown_to_members() if reader.is_authenticated else Need.objects.none()
    asked = needs.filter(themes__isnull=False).order_by().values_list("place_id", "themes", Value(0))
    rows: Iterable[tuple[int, str | None, int]] = offers.union(attended, asked)
    return rows


def with_theme(places: Collection[int], subjects: Subjects, theme: str) -> set[int]:
    """Those of the places that work on the theme."""
    wanted = subjects.same.get(theme, theme)
    return {place for place in places if wanted in subjects.themes.get(place, set())}
