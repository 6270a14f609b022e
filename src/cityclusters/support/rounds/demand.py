"""Demand against room, before and after a run: by country, theme and form, and where too much is asked of one
(rule MA5). Each table is counted in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.texts import pick
from cityclusters.places.countries import country_name
from cityclusters.spaces.models import Theme
from cityclusters.support.engine.report import TOO_MUCH_INDEX, TOO_MUCH_SHARE, concentration, percent
from cityclusters.support.models import Need, Offer, Round, Window, Wish
from cityclusters.support.offers.confirming import confirmed_for
from cityclusters.support.rounds import rows
from cityclusters.support.rounds.sides import same_themes
from cityclusters.support.rounds.words import form_name
from cityclusters.surveys.modalities import MODALITIES


@dataclass(frozen=True, slots=True)
class Line:
    """One country, theme or form: how many needs ask for it, and the places there are."""

    label: str
    wanted: int
    places: int


class Gap(NamedTuple):
    """A form of cooperation in a country that fewer can get than ask for it; `short` is what lacks."""

    country: str
    form: str
    wanted: int
    places: int

    @property
    def short(self) -> int:
        """How many needs more than places; never below 0."""
        return max(0, self.wanted - self.places)


class Room(NamedTuple):
    """Places that are left."""

    countries: Counter[str]
    forms: Counter[str]
    pairs: Counter[tuple[str, str]]
    """By country and form."""


@dataclass(frozen=True, slots=True)
class Wished:
    """What the needs of a round ask for by name."""

    needs: int
    countries: Counter[str]
    """Needs by country; a need that names two counts in both."""
    places: Counter[str]
    """Needs by city that they name, by its label."""
    forms: Counter[str] = field(default_factory=Counter)
    """Needs by form of cooperation; one that accepts several counts in each, one that names none in all."""
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Needs by country and form, counted in the same way."""


def wished(round_: Round) -> Wished:
    """Counts the wishes of the needs that the round would take today; two queries."""
    needs = dict(rows.needs_of(timezone.localdate()).order_by().values_list("pk", "modalities"))
    found = Wish.objects.filter(need__in=rows.needs_of(timezone.localdate()).order_by().values("pk"))
    found = found.select_related("place", "organisation__place")
    countries: dict[int, set[str]] = defaultdict(set)
    places: dict[int, set[str]] = defaultdict(set)
    for wish in found:
        place = wish.place or (wish.organisation.place if wish.organisation else None)
        country = wish.country_id or (place.country_id if place else "")
        if country:
            countries[wish.need_id].add(country)
        if place:
            places[wish.need_id].add(place.label())
    return Wished(
        len(needs),
        Counter(code for codes in countries.values() for code in codes),
        Counter(name for names in places.values() for name in names),
        Counter(code for codes in needs.values() for code in set(codes) or MODALITIES),
        Counter(
            (country, form)
            for need, codes in countries.items()
            for country in codes
            for form in set(needs.get(need, ())) or MODALITIES
        ),
    )


def warnings(asked: Wished) -> list[str]:
    """Where too much is asked of one country (rule MA5), in words."""
    lines: list[dict[str, object]] = [
        {"country": code, "wanted": count, "percent_of_needs": percent(count, asked.needs)}
        for code, count in sorted(asked.countries.items(), key=lambda item: (-item[1], item[0]))
    ]
    found, too_much = concentration(lines, asked.needs)
    if not too_much:
        return []
    top, share, index = (
        str(found["top_country"]),
        int(str(found["top_country_share"])),
        found["concentration"],
    )
    numbers = {
        "country": country_name(top), "count": asked.countries[top], "base": asked.needs, "share": share,
        "limit": TOO_MUCH_SHARE,
    }  # fmt: skip
    if share > TOO_MUCH_SHARE:
        text = _(
            "%(count)s of %(base)s needs (%(share)s %%) ask for a host in %(country)s: "
            "more than %(limit)s %%."
        )
        return [text % numbers]
    shares = {"index": f"{float(str(index)):.2f}", "limit": TOO_MUCH_INDEX}
    return [_("The needs ask for few countries (index %(index)s, more than %(limit)s).") % shares]


def host_warnings(asked: Wished, room: Mapping[str, int]) -> list[str]:
    """Cities that more needs name than they have places; `room` are places by the city's label."""
    found = []
    for name, count in asked.places.most_common():
        if count > max(1, room.get(name, 0)):
            words = ngettext(
                "%(count)s needs name %(city)s, which has %(places)s place.",
                "%(count)s needs name %(city)s, which has %(places)s places.",
                room.get(name, 0),
            )
            found.append(words % {"count": count, "city": name, "places": room.get(name, 0)})
    return found


def room_by_city(round_: Round) -> Counter[str]:
    """Places that are left in the windows of confirmed offers, by city; one query."""
    found: Counter[str] = Counter()
    for window in _windows(round_).select_related("offer__place"):
        found[window.offer.place.label()] += window.left
    return found


def _windows(round_: Round) -> Any:
    return Window.objects.filter(offer__in=confirmed_for(round_.opened_at), ends__gte=timezone.localdate())


def places(round_: Round) -> Room:
    """Places that are left; a country has no more, in all and in each form, than the round's limit for it
    lets in. One query."""
    countries: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for code, form, slots, held in _windows(round_).values_list(
        "offer__place__country", "modality", "slots", "held"
    ):
        countries[code] += slots - held
        forms[form] += slots - held
        pairs[code, form] += slots - held
    limits = round_.rules.get("country_capacity", {})
    for code, limit in limits.items():
        countries[code] = min(countries[code], limit)
    for code, form in pairs:
        pairs[code, form] = min(pairs[code, form], limits.get(code, pairs[code, form]))
    return Room(countries, forms, pairs)


def gaps(asked: Wished, room: Room) -> tuple[list[Gap], int]:
    """Where more ask than there is room, the largest gap first, and in how many other countries and forms
    that are asked for the places suffice. Courses for many in a country say nothing of its visits: each form
    stands for itself."""
    found = [
        Gap(country_name(code), form_name(form), count, room.pairs[code, form])
        for (code, form), count in asked.pairs.items()
    ]
    short = [gap for gap in found if gap.short]
    short.sort(key=lambda gap: (-gap.short, -gap.wanted, gap.country, gap.form))
    return short, len(found) - len(short)


def by_country(asked: Wished, room: Counter[str]) -> list[Line]:
    """Countries that are asked for or have room."""
    codes = {*asked.countries, *room}
    return _sorted(Line(country_name(code), asked.countries[code], room[code]) for code in codes)


def by_form(asked: Wished, room: Counter[str]) -> list[Line]:
    """Forms of cooperation."""
    codes = [code for code in MODALITIES if asked.forms[code] or room[code]]
    return _sorted(Line(form_name(code), asked.forms[code], room[code]) for code in codes)


def by_theme(round_: Round) -> list[Line]:
    """Themes of the programme's own list; those of others count as what they mean there."""
    same = same_themes()
    wanted: dict[str, set[int]] = defaultdict(set)
    needs = rows.needs_of(timezone.localdate()).order_by().values("pk")
    for need, code in Need.themes.through.objects.filter(need__in=needs).values_list("need", "theme"):
        for meaning in same.get(code, [code]):
            wanted[meaning].add(need)
    room: Counter[str] = Counter()
    counted: set[tuple[int, str]] = set()
    themes = Offer.themes.through.objects.filter(
        offer__in=confirmed_for(round_.opened_at), offer__windows__ends__gte=timezone.localdate()
    )
    left = F("offer__windows__slots") - F("offer__windows__held")
    for window, code, count in themes.values_list("offer__windows", "theme", left):
        for meaning in same.get(code, [code]):
            if (window, meaning) not in counted:
                counted.add((window, meaning))
                room[meaning] += count
    codes = {*wanted, *room}
    names = {row.code: pick(row.names).text for row in Theme.objects.filter(code__in=codes)}
    return _sorted(Line(names.get(code, code), len(wanted[code]), room[code]) for code in codes)


def _sorted(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.wanted, -line.places, line.label))


def bar_rows(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The lines for the `bars` chart: two series on one scale."""
    most = max((max(line.wanted, line.places) for line in lines), default=0) or 1
    return [
        {
            "label": line.label,
            "values": [
                {"value": round(100 * count / most), "text": str(count)}
                for count in (line.wanted, line.places)
            ],
        }
        for line in lines
    ]
