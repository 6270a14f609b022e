"""Matches as a table to take away: places, states, days and scores, nobody's name (rule MA6)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cityclusters.core.exports import Table
from cityclusters.core.texts import pick
from cityclusters.places.countries import country_name
from cityclusters.support.models import Match
from cityclusters.support.models.match import MatchQuerySet
from cityclusters.support.words import points
from cityclusters.surveys.modalities import MODALITIES

NAMES = ("round", "need__organisation", "need__place", "window__offer__organisation", "window__offer__place")


def table(rows: MatchQuerySet) -> Table:
    """One line for each match."""
    head = [
        _("Number"), pgettext("matching", "Round"), _("Need"),
        _("Who asks"), _("Place"), _("Country"), _("Offer"), _("Host"),
        _("Place of the host"), _("Country of the host"), _("Form of cooperation"), _("Choice"),
        _("Points of 100"), _("State"), _("Proposed on"), _("Answer by"), _("City accepted on"),
        _("Host accepted on"), _("Ended on"), _("Reason"),
    ]  # fmt: skip
    return Table(_("Matches"), head, _lines(rows.select_related(*NAMES).order_by("-pk")))


def _lines(rows: MatchQuerySet) -> Iterator[list[str | int | None]]:
    for row in rows.iterator(chunk_size=500):
        yield _line(row)


def _day(value: datetime | None) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d}" if value else ""


def _line(row: Match) -> list[str | int | None]:
    need, window = row.need, row.window
    offer = window.offer
    return [
        row.public_id,
        row.round.title if row.round else "",
        need.title,
        pick(need.organisation.names).text,
        need.place.name,
        country_name(need.place.country_id),
        offer.title,
        pick(offer.organisation.names).text,
        offer.place.name,
        country_name(offer.place.country_id),
        str(MODALITIES.get(window.modality, window.modality)),
        row.rank,
        points(row.score),
        str(row.get_state_display()),
        _day(row.proposed_at),
        f"{row.answer_by:%Y-%m-%d}" if row.answer_by else "",
        _day(row.need_accepted_at),
        _day(row.host_accepted_at),
        _day(row.ended_at),
        str(row.get_ended_for_display()) if row.ended_for else "",
    ]
