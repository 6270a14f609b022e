"""Minutes really attended, and the certificate they earn (rules EX2 and EX3). Pure; no Django.

    rules = Rules()
    attended = attendance(start, end, [(joined, left), (joined_again, None)])
    certificate(attended, rules, assessment_passed=None)

Also the verb `cityclusters attendance FILE`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Literal, TypedDict

from cityclusters.core.engine_input import (
    InputError,
    a_code,
    a_list,
    a_share,
    a_truth,
    an_object,
    kind_of,
    quoted,
)

Certificate = Literal["participation", "completion"]
Connection = tuple[datetime, datetime | None]

# Python's own parser is generous (week dates, any separator); a file gets one form, the one people read.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a certificate asks for. Shares are of the session's length, from 0 to 1."""

    completion_min_share: float = 0.75
    participation_min_share: float = 0.5
    completion_needs_assessment: bool = True


@dataclass(frozen=True, slots=True)
class Attended:
    """How long a person was there."""

    present: timedelta
    length: timedelta
    """Of the session; longer than nothing."""

    @property
    def minutes(self) -> int:
        """Whole minutes, half a minute rounded up."""
        return _half_up(Fraction(self.present // timedelta(microseconds=1), 60_000_000))

    @property
    def exact_share(self) -> Fraction:
        """Of the session, from 0 to 1, exact: the rules compare this one."""
        microsecond = timedelta(microseconds=1)
        return Fraction(self.present // microsecond, self.length // microsecond)

    @property
    def share(self) -> int:
        """The same in percent for people, rounded half up: 74.5% reads 75 and is still under 75%."""
        return _half_up(100 * self.exact_share)


class PersonResult(TypedDict):
    """One line of the verb's output."""

    id: str
    minutes: int
    share: int
    certificate: Certificate | None


class AttendanceResult(TypedDict):
    """The verb's output."""

    people: list[PersonResult]


def attendance(start: datetime, end: datetime, connections: Iterable[Connection]) -> Attended:
    """How long somebody with these connections was in the session from `start` to `end`.

    The union of the connections counts, clipped to the session, so a second device adds nothing. A connection
    without an end lasts until the session's end. All times aware, or all naive in the same zone.

    Raises ValueError if the session or a connection ends before it starts, or the session has no length.
    """
    if end <= start:
        raise ValueError("the session must end after it starts")
    present = timedelta()
    covered_until = start
    for joined, left in sorted(_clipped(start, end, connections)):
        if left > covered_until:
            present += left - max(joined, covered_until)
            covered_until = left
    return Attended(present=present, length=end - start)


def certificate(attended: Attended, rules: Rules, assessment_passed: bool | None) -> Certificate | None:
    """The certificate that this attendance earns; `assessment_passed` is None where none was taken.

    Who was not there at all earns none, whatever the rules say: registering is not attending.
    """
    if not attended.present:
        return None
    share = attended.exact_share
    passed = assessment_passed is True or not rules.completion_needs_assessment
    if passed and share >= _exact(rules.completion_min_share):
        return "completion"
    if share >= _exact(rules.participation_min_share):
        return "participation"
    return None


def answer(document: object) -> AttendanceResult:
    """The verb: the attendance of each person in a parsed JSON document. Raises InputError."""
    top = an_object(document, "", required=["session", "people"], optional=["rules"])
    session = an_object(top["session"], "session", required=["start", "end"])
    start = _moment(session["start"], "session.start")
    end = _moment(session["end"], "session.end", like=start)
    if end <= start:
        raise InputError("session.end", "must be after session.start")
    rules = _read_rules(top.get("rules", {}))
    people: list[PersonResult] = []
    seen: set[str] = set()
    for number, item in enumerate(a_list(top["people"], "people")):
        person = _read_person(item, f"people[{number}]", start, end, rules)
        if person["id"] in seen:
            raise InputError(f"people[{number}].id", f"{quoted(person['id'])} is used twice")
        seen.add(person["id"])
        people.append(person)
    return {"people": people}


def _read_rules(value: object) -> Rules:
    given = an_object(
        value,
        "rules",
        optional=["completion_min_share", "participation_min_share", "completion_needs_assessment"],
    )
    fields: dict[str, Any] = {}
    for key, item in given.items():
        read = a_truth if key == "completion_needs_assessment" else a_share
        fields[key] = read(item, f"rules.{key}")
    return Rules(**fields)


def _read_person(value: object, place: str, start: datetime, end: datetime, rules: Rules) -> PersonResult:
    """One person's result from what the file says about her."""
    person = an_object(value, place, required=["id", "connections"], optional=["assessment_passed"])
    passed = person.get("assessment_passed")
    if passed is not None:
        passed = a_truth(passed, f"{place}.assessment_passed")
    given = a_list(person["connections"], f"{place}.connections")
    connections = [
        _read_connection(item, f"{place}.connections[{number}]", start) for number, item in enumerate(given)
    ]
    attended = attendance(start, end, connections)
    return {
        "id": a_code(person["id"], f"{place}.id"),
        "minutes": attended.minutes,
        "share": attended.share,
        "certificate": certificate(attended, rules, passed),
    }


def _read_connection(value: object, place: str, session_start: datetime) -> Connection:
    pair = a_list(value, place)
    if len(pair) != 2:
        raise InputError(place, f"must have a start and an end, not {len(pair)} times")
    joined = _moment(pair[0], f"{place}[0]", like=session_start)
    if pair[1] is None:
        return joined, None
    left = _moment(pair[1], f"{place}[1]", like=session_start)
    if left < joined:
        raise InputError(place, "ends before it starts")
    return joined, left


def _moment(value: object, place: str, *, like: datetime | None = None) -> datetime:
    """A time such as 2020-11-06T10:00Z; with or without a zone, but all times of a file the same way."""
    if not isinstance(value, str):
        raise InputError(place, f"must be a time such as '2020-11-06T10:00Z', not {kind_of(value)}")
    try:
        moment = datetime.fromisoformat(value) if _MOMENT.fullmatch(value) else None
    except ValueError as error:
        raise InputError(place, f"{quoted(value)} is not a time ({error})") from None
    if moment is None:
        raise InputError(place, f"{quoted(value)} is not a time such as '2020-11-06T10:00Z'")
    if like is not None and (like.tzinfo is None) != (moment.tzinfo is None):
        missing = "lacks a time zone" if moment.tzinfo is None else "has a time zone"
        raise InputError(place, f"{quoted(value)} {missing}, unlike session.start")
    return moment


def _clipped(
    start: datetime, end: datetime, connections: Iterable[Connection]
) -> Iterable[tuple[datetime, datetime]]:
    """The parts of the connections that lie in the session."""
    for joined, left in connections:
        if left is not None and left < joined:
            raise ValueError("a connection ends before it starts")
        inside = max(joined, start), end if left is None else min(left, end)
        if inside[0] < inside[1]:
            yield inside


def _exact(share: float) -> Fraction:
    """The share as it was written: 0.1 means one tenth, not the nearest binary number."""
    return Fraction(str(share))


def _half_up(value: Fraction) -> int:
    return (value + Fraction(1, 2)).__floor__()
