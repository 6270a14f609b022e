"""What the public page of an exchange shows, fetched in a fixed number of queries."""

import zoneinfo
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from cityclusters.exchanges import balance, origins, rules
from cityclusters.exchanges.models import Contribution, Contributor, Exchange, Partner, Registration, Session
from cityclusters.people import readers


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day on the reader's calendar."""

    day: date
    sessions: list[Session]


def programme(exchange: Exchange, sessions: Sequence[Session], track: str = "") -> list[Day]:
    """The programme by the reader's days; only the sessions of a track where one is chosen (sessions
    without a track are for everybody and always stay)."""
    zone = zoneinfo.ZoneInfo(timezone.get_current_timezone_name())
    shown = [session for session in sessions if not track or session.track in ("", track)]
    for session in shown:
        session.exchange = exchange
    by_day = groupby(shown, key=lambda session: session.start.astimezone(zone).date())
    return [Day(day, list(part)) for day, part in by_day]


def tracks(sessions: Sequence[Session]) -> list[str]:
    """The tracks of the programme in their order."""
    return list(dict.fromkeys(session.track for session in sessions if session.track))


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats there are, are taken and are waited for."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        """Free seats for newcomers: none while somebody waits. None without a limit."""
        if self.capacity is None:
            return None
        return 0 if self.waiting else max(0, self.capacity - self.taken)

    @property
    def full(self) -> bool:
        """Whether a newcomer would wait."""
        return self.left == 0


def seats_and_origins(exchange: Exchange) -> tuple[Seats, list[origins.Counted]]:
    """The counts of registrations by state, and of participants by place, in one query."""
    place = "organisation__place"
    names = ("state", f"{place}__country", f"{place}__name", f"{place}__latitude", f"{place}__longitude")
    rows = exchange.registrations.order_by().values_list(*names).annotate(number=Count("pk"))
    states: Counter[str] = Counter()
    counted = []
    for state, country, name, latitude, longitude, number in rows:
        states[state] += number
        if state == Registration.State.CONFIRMED:
            counted.append(origins.Counted(number, country or "", name or "", latitude, longitude))
    seats = Seats(
        exchange.capacity, states[Registration.State.CONFIRMED], states[Registration.State.WAITLISTED]
    )
    return seats, counted


def grouped(rows: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Rows with a role by the role's words, in the order of the roles."""
    order = {value: place for place, value in enumerate([*Partner.Role.values, *Contributor.Role.values])}
    ranked = sorted(rows, key=lambda row: (order[row.role], row.pk))
    return [
        (str(words), list(part)) for words, part in groupby(ranked, key=lambda row: row.get_role_display())
    ]


def contributors(exchange: Exchange) -> list[Contributor]:
    """Those who confirmed."""
    rows = exchange.contributors.filter(state=Contributor.State.CONFIRMED)
    return list(rows.select_related("organisation__place", "person", "session", "practice__version"))


def people_given(rows: Sequence[Contributor], role: str) -> tuple[int, int]:
    """How many confirmed in a role, and from how many organisations (seed item B8)."""
    own = [row for row in rows if row.role == role]
    return len(own), len({row.organisation_id for row in own})


def given(exchange: Exchange) -> list[Contribution]:
    """What organisations gave or promised; what was taken back is left out."""
    rows = exchange.contributions.filter(withdrawn_at=None).select_related("organisation")
    return list(rows.order_by("pledged_at", "pk"))


def rows_given(exchange: Exchange) -> str:
    """The address of the rows that its contributions make in the ledger."""
    return f"{reverse(settings.LEDGER_ROWS)}?{urlencode({'exchange': exchange.public_id})}"


def stage_balance(rows: Sequence[Contributor]) -> balance.Balance:
    """Women and men among those on stage, as stated (rule EX6); recorded messages are no speakers."""
    return balance.of(row.sex for row in rows if row.role in Contributor.ON_STAGE)


def shelved(exchange: Exchange) -> tuple[list[tuple[str, Any]], list[Any]]:
    """Where the exchange stands, in one query: the spaces (slug, names) in the order in which it was
    published there, and the names of its themes in the order of their lists."""
    rows = (
        Exchange.objects.filter(pk=exchange.pk)
        .order_by("publications", "themes")
        .values_list("publications__space__slug", "publications__space__names", "themes", "themes__names")
    )
    spaces, themes = {}, {}
    for slug, space_names, code, theme_names in rows:
        if slug is not None:
            spaces[slug] = space_names
        if code is not None:
            themes[code] = theme_names
    return list(spaces.items()), list(themes.values())


def links(exchange: Exchange, user: readers.Reader) -> list[tuple[str, str]]:
    """(address, words) that apps above this one add to the page: a survey to answer, a report."""
    found: list[tuple[str, str]] = []
    for path in settings.EXCHANGE_LINKS:
        found.extend(import_string(path)(exchange, user))
    return found


def build(exchange: Exchange, user: readers.Reader, seat: Registration | None, track: str) -> dict[str, Any]:
    """The context of the page: twelve queries for a visitor, whatever the number of records."""
    sessions = list(exchange.sessions.all())
    known_tracks = tracks(sessions)
    track = track if track in known_tracks else ""
    seats, counted = seats_and_origins(exchange)
    people = contributors(exchange)
    spaces, themes = shelved(exchange)
    partners = exchange.partners.select_related("organisation__parent__parent", "organisation__place")
    return {
        "exchange": exchange,
        "days": programme(exchange, sessions, track),
        "sessions": sessions,
        "tracks": known_tracks,
        "track": track,
        "seats": seats,
        "origins": origins.by_country(counted, settings.SMALL_CELL),
        "points": origins.points(counted),
        "contributors": grouped(people),
        "trainers": people_given(people, Contributor.Role.TRAINER),
        "partners": grouped(list(partners)),
        "given": given(exchange),
        "rows_given": rows_given(exchange),
        "messages_recorded": list(exchange.messages.select_related("organisation", "session")),
        "pictures": list(exchange.pictures.filter(withdrawn_at=None)),
        "quotes": list(exchange.quotes.filter(withdrawn_at=None).select_related("organisation")),
        "spaces": spaces,
        "themes": themes,
        "seat": seat,
        "takes_registrations": rules.may_register(exchange, seat),
        "links": links(exchange, user),
        "sees_link": rules.sees_link(user, exchange, seat),
        "sees_participants": rules.sees_participants(user, exchange, seat),
        "sends_delegation": rules.may_send_some_delegation(user, exchange),
        "may_manage": rules.may_manage(user, exchange),
        "now": timezone.now(),
    }
