"""Offers as lists and pages show them: with the room that is left, in words."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick, with_commas
from cityclusters.places.countries import country_name
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Offer, Window
from cityclusters.support.models.offer import OfferQuerySet
from cityclusters.surveys.modalities import MODALITIES


class Room(NamedTuple):
    """What a list says of an offer's room: places left and in all, and its forms in words."""

    left: int
    slots: int
    forms: list[str]


def with_windows(rows: OfferQuerySet) -> OfferQuerySet:
    """With what a list shows: host, place, themes, and the windows that are not over. Three queries."""
    going = Window.objects.filter(ends__gte=timezone.localdate(), slots__gt=0).order_by("starts", "pk")
    rows = rows.select_related("organisation", "place__country")
    return rows.prefetch_related("themes", Prefetch("windows", going, to_attr="going"))


def going(offer: Offer) -> list[Window]:
    """The windows of an offer of `with_windows`."""
    found: list[Window] = offer.going  # type: ignore[attr-defined]
    return found


def form_name(code: str) -> str:
    """A form of cooperation in words; a code that is no longer in the list is shown as it is."""
    return str(MODALITIES.get(code, code))


def room_of(offer: Offer) -> Room:
    """The room of an offer of `with_windows`."""
    windows = going(offer)
    forms = dict.fromkeys(form_name(row.modality) for row in windows)
    return Room(sum(row.left for row in windows), sum(row.slots for row in windows), list(forms))


class Card(NamedTuple):
    """An offer and its room, for a card of a list."""

    offer: Offer
    room: Room
    themes: list[Theme]


def cards(rows: Iterable[Offer]) -> list[Card]:
    """The offers of `with_windows` as cards."""
    return [Card(row, room_of(row), list(row.themes.all())) for row in rows]


def short_cards(rows: OfferQuerySet, most: int) -> list[Card]:
    """The first offers as cards for a part of another page: in one query, so without forms and themes."""
    counted = Q(windows__ends__gte=timezone.localdate())
    summed: Any = rows.select_related("organisation", "place__country").annotate(
        slots=Coalesce(Sum("windows__slots", filter=counted), 0),
        held=Coalesce(Sum("windows__held", filter=counted), 0),
    )
    return [Card(row, Room(row.slots - row.held, row.slots, []), []) for row in summed[:most]]


def table(rows: Iterable[Offer]) -> Table:
    """Public offers as a sheet: one line for each window."""
    header = [
        _("Title"), _("What is offered"), _("Language"), _("Organisation"), _("Place"), _("Country"),
        _("State"), _("Themes"), _("SDG targets"), _("Languages"), _("Practices"), _("Until"),
        _("Confirmed on"), _("Form of cooperation"), _("From"), _("Until"),
        pgettext("room", "Places"), _("Places left"),
        _("All together"), _("Address"),
    ]  # fmt: skip
    return Table(_("Offers"), header, _lines(rows))


def _lines(rows: Iterable[Offer]) -> Iterator[list[Cell]]:
    for row in rows:
        facts: list[Cell] = [
            row.title, row.text, row.language, pick(row.organisation.names).text, row.place.name,
            country_name(row.place.country_id), row.get_state_display(),
            with_commas(pick(theme.names).text for theme in row.themes.all()), with_commas(row.sdg_targets),
            with_commas(row.languages), with_commas(map(str, readable(row))), row.expires_on,
            timezone.localdate(row.confirmed_at) if row.confirmed_at else None,
        ]  # fmt: skip
        windows: list[list[Cell]] = [
            [
                form_name(window.modality), window.starts, window.ends, window.slots, window.left,
                _("yes") if window.cohort else _("no"),
            ]
            for window in going(row)
        ]  # fmt: skip
        for window in windows or [["", None, None, None, None, ""]]:
            yield [*facts, *window, row.get_absolute_url()]


def with_practices(rows: OfferQuerySet) -> OfferQuerySet:
    """With the evidence that everybody can read. Two queries more."""
    public = Practice.objects.published().select_related("version")
    return rows.prefetch_related(Prefetch("practices", public, to_attr="shown_practices"))


def readable(offer: Offer) -> list[Practice]:
    """The evidence of an offer of `with_practices`."""
    found: list[Practice] = offer.shown_practices  # type: ignore[attr-defined]
    return found
