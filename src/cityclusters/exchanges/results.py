"""Who attended, and the counts of an exchange by unit: what the survey, the report and certificates use.

A share is the sum of the seconds present over the sum of the lengths of all sessions that count, so a long
session weighs more than a short one; in each session the union of the intervals counts (rule EX2)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cityclusters.exchanges.attendance import Attended, Connection, attendance
from cityclusters.exchanges.models import Attendance, Exchange, Registration, Session
from cityclusters.people.models import Organisation
from cityclusters.places.models import Country

NOBODY = Attended(present=timedelta(), length=timedelta(seconds=1))

ATTENDED = "attended"
PARTLY = "partly"
NO_SHOW = "no_show"
STATES: dict[str, Promise] = {
    ATTENDED: _("Attended"),
    PARTLY: _("Attended in part"),
    NO_SHOW: _("Did not come"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one person attended of all sessions that count. `minutes` and `share` (percent) are rounded half
    up for people; `exact` is what rules compare; `sessions` maps a session's key to its own part."""

    attended: Attended
    sessions: dict[int, Attended] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """Minutes present in all sessions that count."""
        return self.attended.minutes

    @property
    def possible(self) -> int:
        """Minutes that all sessions that count have together."""
        return round(self.attended.length.total_seconds() / 60)

    @property
    def share(self) -> int:
        """Percent of the possible minutes."""
        return self.attended.share

    @property
    def exact(self) -> Fraction:
        """The same from 0 to 1, exact."""
        return self.attended.exact_share

    def state(self, participation_share: int) -> str:
        """'attended' from the participation share (percent) on, 'partly' below it, 'no_show' at nothing."""
        if not self.attended.present:
            return NO_SHOW
        return ATTENDED if self.exact >= Fraction(participation_share, 100) else PARTLY


def _sessions(exchange: Exchange) -> list[Session]:
    return list(exchange.sessions.filter(counts=True))


def shares(exchange: Exchange, registrations: "QuerySet[Registration] | None" = None) -> dict[int, Share]:
    """Registration's key → what the person attended.

    Everybody who holds a seat is in it, and everybody else who was seen in a session; `registrations`
    narrows it. Two queries, whatever the number of people."""
    sessions = _sessions(exchange)
    intervals = Attendance.objects.filter(session__in=[session.pk for session in sessions])
    seats = Registration.objects.filter(exchange=exchange) if registrations is None else registrations
    if registrations is not None:
        intervals = intervals.filter(registration__in=registrations.values("pk"))
    by_person: dict[int, dict[int, list[Connection]]] = defaultdict(lambda: defaultdict(list))
    for session, person, joined, left in intervals.values_list("session", "registration", "joined", "left"):
        by_person[person][session].append((joined, left))
    confirmed = seats.filter(state=Registration.State.CONFIRMED).values_list("pk", flat=True)
    return {person: _share(sessions, by_person.get(person, {})) for person in {*confirmed, *by_person}}


def _share(sessions: list[Session], intervals: dict[int, list[Connection]]) -> Share:
    parts = {
        session.pk: attendance(session.start, session.end, intervals[session.pk])
        for session in sessions
        if intervals.get(session.pk)
    }
    length = sum((session.end - session.start for session in sessions), timedelta())
    present = sum((part.present for part in parts.values()), timedelta())
    whole = Attended(present=present, length=length) if length else NOBODY
    return Share(whole, {key: part for key, part in parts.items() if part.present})


def attended(exchange: Exchange) -> "QuerySet[Registration]":
    """The registrations of those who attended: present for at least the exchange's participation share of
    all minutes. A check-in without a check-out counts to the session's end, so a code entered at the start
    of every session is full attendance."""
    limit = Fraction(exchange.participation_share, 100)
    keys = [key for key, share in shares(exchange).items() if share.attended.present and share.exact >= limit]
    return Registration.objects.filter(pk__in=keys)


@dataclass(frozen=True, slots=True)
class Counts:
    """The units of an exchange; they are different things and nothing adds them (rule 1 of the product).

    `attendances` are persons × sessions: one person in three sessions makes three. Countries are States;
    territories stand apart (rule PL5). An office counts for the organisation at the top of its tree (A4)."""

    registered: int
    waiting: int
    attended: int
    partly: int
    no_show: int
    attendances: int
    countries: list[str]
    territories: list[str]
    places: int
    organisations: int


def counts(exchange: Exchange) -> Counts:
    """The counts of an exchange now; countries, places and organisations are of those who attended at least
    in part. The number of queries does not grow with the number of people."""
    found = shares(exchange)
    states = [share.state(exchange.participation_share) for share in found.values()]
    present = [key for key, share in found.items() if share.attended.present]
    rows = Registration.objects.filter(pk__in=present).exclude(organisation=None)
    where = list(rows.values_list("organisation", "organisation__place", "organisation__place__country"))
    codes = {country for _organisation, _place, country in where if country}
    kinds = dict(Country.objects.filter(code__in=codes).values_list("code", "kind"))
    agencies = Organisation.objects.agencies({organisation for organisation, _place, _country in where})
    lines = exchange.registrations.values_list("state", flat=True)
    return Counts(
        registered=sum(state == Registration.State.CONFIRMED for state in lines),
        waiting=sum(state == Registration.State.WAITLISTED for state in lines),
        attended=states.count(ATTENDED),
        partly=states.count(PARTLY),
        no_show=states.count(NO_SHOW),
        attendances=sum(len(share.sessions) for share in found.values()),
        countries=sorted(code for code, kind in kinds.items() if kind == Country.Kind.STATE),
        territories=sorted(code for code, kind in kinds.items() if kind == Country.Kind.TERRITORY),
        places=len({place for _organisation, place, _country in where if place}),
        organisations=len(set(agencies.values())),
    )
