"""Who was there, person by person: the officers' table on the page and as a spreadsheet."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange, Registration, Session
from cityclusters.exchanges.results import ATTENDED, NO_SHOW, PARTLY, STATES, Share, shares
from cityclusters.places.folding import fold

OVER = ("done", "reported")


class Line(NamedTuple):
    """A person's line: her registration, what she attended, and its name for the reader."""

    seat: Registration
    share: Share
    state: str
    label: str
    minutes: list[int]


class Grid(NamedTuple):
    """The whole table: the sessions that count, the lines, and how many people are in each state."""

    sessions: Sequence[Session]
    lines: list[Line]
    states: dict[str, int]


def state_label(state: str, exchange: Exchange) -> str:
    """The words for a state; before the exchange is over, nobody has failed to come."""
    if state == NO_SHOW and exchange.state not in OVER:
        return _("Not seen yet")
    return str(STATES[state])


def grid(exchange: Exchange, *, text: str = "", state: str = "", session: str = "") -> Grid:
    """The people with a seat, and all others who were seen, by name. `text` looks in names and
    organisations, `state` is one of results.STATES, `session` the public id of a session they were in.
    Five queries, whatever the number of people."""
    sessions = list(exchange.sessions.filter(counts=True))
    found = shares(exchange)
    seats = Registration.objects.filter(exchange=exchange).select_related("person", "organisation__place")
    wanted = {row.pk for row in sessions if row.public_id == session}
    lines, states = [], {ATTENDED: 0, PARTLY: 0, NO_SHOW: 0}
    for seat in seats.order_by("person__folded_name", "pk"):
        share = found.get(seat.pk)
        if share is None:
            continue
        now = share.state(exchange.participation_share)
        states[now] += 1
        fits = (not state or state == now) and (not wanted or wanted & share.sessions.keys())
        if fits and fold(text) in fold(f"{seat.person.name} {seat.organisation or ''}"):
            lines.append(Line(seat, share, now, state_label(now, exchange), _minutes(share, sessions)))
    return Grid(sessions, lines, states)


def _minutes(share: Share, sessions: Iterable[Session]) -> list[int]:
    return [share.sessions[row.pk].minutes if row.pk in share.sessions else 0 for row in sessions]


def attendance_table(shown: Grid) -> Table:
    """The grid as a spreadsheet; minutes are numbers."""
    header = [_("Name"), _("Post"), _("Organisation"), _("City")]
    header += [f"{pick(row.title).text} ({row.start:%Y-%m-%d})" for row in shown.sessions]
    header += [_("Minutes"), _("Minutes possible"), _("Share in percent"), _("Result")]
    return Table(_("Attendance"), header, [_cells(line) for line in shown.lines])


def _cells(line: Line) -> list[Cell]:
    organisation = line.seat.organisation
    place = organisation.place if organisation else None
    first: list[Cell] = [
        str(line.seat.person),
        line.seat.post,
        str(organisation or ""),
        place.label() if place else "",
    ]
    last: list[Cell] = [line.share.minutes, line.share.possible, line.share.share, line.label]
    return [*first, *line.minutes, *last]
