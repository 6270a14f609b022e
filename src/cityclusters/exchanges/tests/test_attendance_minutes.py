"""Minutes of attendance and the certificate they earn; the verb `attendance` on plain data."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityclusters.core.engine_input import InputError
from cityclusters.exchanges.attendance import Rules, answer, attendance, certificate

DAY = "2020-11-06T"
START = datetime(2020, 11, 6, 10, tzinfo=UTC)
END = START + timedelta(hours=2)


def at(clock: str) -> str:
    return f"{DAY}{clock}Z"


def person(*connections: tuple[str, str | None], passed: bool | None = None, **rules: object) -> Any:
    """The result of a person who was connected at these times of a session from 10:00 to 12:00."""
    pairs = [[at(joined), left and at(left)] for joined, left in connections]
    document = {
        "session": {"start": at("10:00"), "end": at("12:00")},
        "rules": rules,
        "people": [{"id": "p1", "connections": pairs, "assessment_passed": passed}],
    }
    return answer(document)["people"][0]


def test_T15_two_devices_are_one_person() -> None:
    found = person(("10:00", "10:50"), ("10:30", "11:10"), ("11:50", "12:20"))
    assert found == {"id": "p1", "minutes": 80, "share": 67, "certificate": "participation"}


def test_the_example_of_the_contract() -> None:
    assert person(("10:00", "10:50")) == {"id": "p1", "minutes": 50, "share": 42, "certificate": None}


@pytest.mark.parametrize(
    ("connections", "minutes"),
    [
        ([], 0),
        ([("10:00", "12:00")], 120),
        ([("09:00", "13:00")], 120),
        ([("08:00", "09:59")], 0),
        ([("12:00", "13:00")], 0),
        ([("09:00", "10:00")], 0),
        ([("11:00", None)], 60),
        ([("09:00", None)], 120),
        ([("12:30", None)], 0),
        ([("10:10", "10:10")], 0),
        ([("10:00", "10:30"), ("10:30", "11:00")], 60),
        ([("10:00", "11:00"), ("10:20", "10:40")], 60),
        ([("11:00", "11:30"), ("10:00", "10:30"), ("10:15", "11:15")], 90),
        ([("10:00:00", "10:00:29")], 0),
        ([("10:00:00", "10:00:30")], 1),
        ([("10:00:00", "10:00:20"), ("11:00:00", "11:00:20")], 1),
    ],
)
def test_EX2_minutes_are_the_union_of_intervals(
    connections: list[tuple[str, str | None]], minutes: int
) -> None:
    assert person(*connections)["minutes"] == minutes


def test_EX2_times_of_different_zones_are_one_moment() -> None:
    document = {
        "session": {"start": "2020-11-06T10:00Z", "end": "2020-11-06T12:00Z"},
        "people": [{"id": "p1", "connections": [["2020-11-06T15:00+05:00", "2020-11-06T05:30:00-05:00"]]}],
    }
    assert answer(document)["people"][0]["minutes"] == 30


MINUTES = st.integers(-60, 180)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(MINUTES, MINUTES).map(sorted), max_size=8))
def test_EX2_the_union_is_what_counting_minute_by_minute_gives(spans: list[list[int]]) -> None:
    connections = [(START + timedelta(minutes=a), START + timedelta(minutes=b)) for a, b in spans]
    counted = sum(any(a <= minute < b for a, b in spans) for minute in range(120))
    assert attendance(START, END, connections).minutes == counted


@pytest.mark.parametrize(
    ("left", "passed", "expected"),
    [
        ("11:30", True, "completion"),
        ("11:30", None, "participation"),
        ("11:30", False, "participation"),
        ("11:29", True, "participation"),
        ("11:00", True, "participation"),
        ("10:59", True, None),
        ("10:00", True, None),
    ],
)
def test_EX3_completion_needs_share_and_assessment(
    left: str, passed: bool | None, expected: str | None
) -> None:
    assert person(("10:00", left), passed=passed)["certificate"] == expected


def test_EX3_the_exact_share_decides_not_the_rounded_one() -> None:
    found = person(("10:00", "11:29:30"), passed=True)
    assert (found["share"], found["certificate"]) == (75, "participation")
    found = person(("10:00", "10:59:59"))
    assert (found["minutes"], found["share"], found["certificate"]) == (60, 50, None)


def test_EX3_a_threshold_is_the_decimal_that_was_written() -> None:
    """0.7 as a binary number is a little less, 0.55 a little more: 84 and 66 minutes must still do."""
    assert person(("10:00", "11:24"), passed=True, completion_min_share=0.7)["certificate"] == "completion"
    assert person(("10:00", "11:06"), participation_min_share=0.55)["certificate"] == "participation"


def test_EX3_without_an_assessment_the_share_is_enough() -> None:
    assert person(("10:00", "12:00"), completion_needs_assessment=False)["certificate"] == "completion"


def test_EX3_registration_alone_earns_nothing() -> None:
    found = person(passed=True, completion_min_share=0, participation_min_share=0)
    assert found == {"id": "p1", "minutes": 0, "share": 0, "certificate": None}
    assert certificate(attendance(START, END, []), Rules(0, 0, False), True) is None


GOOD: dict[str, Any] = {
    "session": {"start": at("10:00"), "end": at("12:00")},
    "people": [{"id": "p1", "connections": [[at("10:00"), None]], "assessment_passed": None}],
}


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """A change: this value at this path."""

    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


FIRST = ("people", 0, "connections", 0)
REFUSED = [
    (put("seats", value=1), "seats: unknown key"),
    (put("people", value=None), "people: must be a list, not null"),
    (put("session", value={"start": at("10:00")}), "session.end: missing"),
    (put("session", "end", value=at("10:00")), "session.end: must be after session.start"),
    (put("session", "end", value=at("09:00")), "session.end: must be after session.start"),
    (put("session", "end", value="2020-11-06T12:00"), "session.end: '2020-11-06T12:00' lacks a time zone"),
    (put("session", "start", value="2020-11-06T10:00"), "session.end: '2020-11-06T12:00Z' has a time zone"),
    (put("session", "start", value="2021-02-29T10:00Z"), "session.start: '2021-02-29T10:00Z' is not a time"),
    (put("session", "start", value="2020-11-06T25:00Z"), "session.start: '2020-11-06T25:00Z' is not a time"),
    (
        put("session", "start", value="2020-W45-5T10:00Z"),
        "session.start: '2020-W45-5T10:00Z' is not a time such",
    ),
    (
        put("session", "start", value="06.11.2020 10:00"),
        "session.start: '06.11.2020 10:00' is not a time such",
    ),
    (put("session", "start", value=1604656800), "session.start: must be a time such as"),
    (put(*FIRST, value=[at("11:00"), at("10:00")]), "people[0].connections[0]: ends before it starts"),
    (put(*FIRST, value=[at("11:00")]), "people[0].connections[0]: must have a start and an end, not 1 times"),
    (put(*FIRST, value=[None, at("11:00")]), "people[0].connections[0][0]: must be a time such as"),
    (
        put(*FIRST, 1, value="2020-11-06T11:00"),
        "people[0].connections[0][1]: '2020-11-06T11:00' lacks a time",
    ),
    (put(*FIRST, 1, value="2100-02-29T11:00Z"), "people[0].connections[0][1]: '2100-02-29T11:00Z' is not a"),
    (put("people", 0, "id", value=7), "people[0].id: must be text, not 7"),
    (put("people", 0, "email", value="x"), "people[0].email: unknown key"),
    (
        put("people", 0, "assessment_passed", value=1),
        "people[0].assessment_passed: must be true or false, not 1",
    ),
    (put("people", value=GOOD["people"] * 2), "people[1].id: 'p1' is used twice"),
    (
        put("rules", value={"completion_min_share": 75}),
        "rules.completion_min_share: must be a number from 0 to 1",
    ),
    (put("rules", value={"completion_min_share": True}), "rules.completion_min_share: must be a number"),
    (put("rules", value={"participation_min_share": "1"}), "rules.participation_min_share: must be a number"),
    (
        put("rules", value={"completion_needs_assessment": 1}),
        "completion_needs_assessment: must be true or false",
    ),
    (put("rules", value={"min_share": 0.5}), "rules.min_share: unknown key"),
]


@pytest.mark.parametrize(("change", "line"), REFUSED, ids=[line for _, line in REFUSED])
def test_a_wrong_document_is_refused_with_its_place(
    change: Callable[[dict[str, Any]], None], line: str
) -> None:
    document = copy.deepcopy(GOOD)
    change(document)
    with pytest.raises(InputError) as refused:
        answer(document)
    assert line in str(refused.value)


def test_a_leap_day_of_a_right_year_is_a_time() -> None:
    document = copy.deepcopy(GOOD)
    document["session"] = {"start": "2020-02-29T10:00Z", "end": "2020-02-29T12:00Z"}
    assert answer(document)["people"][0]["minutes"] == 0


def test_a_reversed_session_or_connection_is_an_error_for_callers_too() -> None:
    with pytest.raises(ValueError, match="session"):
        attendance(END, START, [])
    with pytest.raises(ValueError, match="connection"):
        attendance(START, END, [(END, START)])
