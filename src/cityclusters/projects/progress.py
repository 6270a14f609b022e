"""How far a project has come: periods, and numbers of periods put together, by sex. Pure; no Django.

    period = period_of("2026-Q1")
    so_far("cumulative", "people", [(period, Count(female=12, male=9, total=21))])
    progress(actual, target, baseline, kind="cumulative", direction="up").percent

What a number of a period means decides how periods are put together: periodic ones add up (but a percentage
is never added to another), of cumulative ones and stocks the latest holds. Days are inclusive."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from cityclusters.projects.gate import PEOPLE, STATED

Kind = Literal["periodic", "cumulative", "stock"]
Direction = Literal["up", "down", "none"]
Light = Literal["green", "yellow", "red"]
Number = int | float | Decimal
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
LETTERS = {"quarter": "Q", "half": "H"}
CODE = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")
PERCENT = "percent"
REPORTED_WITHIN = timedelta(days=15)
"""After the end of a period: until then nobody is late."""


class Period(NamedTuple):
    """A month ('2026-03'), a quarter ('2026-Q1'), a half-year ('2026-H1') or a year ('2026')."""

    code: str
    start: date
    end: date

    @property
    def due(self) -> date:
        """The day by which its numbers are asked for."""
        return self.end + REPORTED_WITHIN


@dataclass(frozen=True, slots=True)
class Count:
    """A number by sex; None is 'not known', never zero. `total` alone where it is not by sex."""

    female: Number | None = None
    male: Number | None = None
    other: Number | None = None
    not_stated: Number | None = None
    total: Number | None = None

    def __add__(self, more: "Count") -> "Count":
        return Count(*(_plus(getattr(self, side), getattr(more, side)) for side in SIDES))


SIDES = tuple(field.name for field in fields(Count))


class Progress(NamedTuple):
    """How far towards the target: whole percent (None where there is no way to go or no direction), and
    whether it is reached (None where that can't be said)."""

    percent: int | None
    met: bool | None


def period_of(code: str) -> Period | None:
    """The period with this code; None for anything that is no such code."""
    found = CODE.fullmatch(code)
    if not found or not 1900 <= int(found[1]) <= 2200:
        return None
    year = int(found[1])
    if found[2]:
        return _made("month", year, int(found[2]))
    if found[3]:
        return _made("quarter", year, (int(found[3]) - 1) * 3 + 1)
    if found[4]:
        return _made("half", year, (int(found[4]) - 1) * 6 + 1)
    return _made("year", year, 1)


def rhythm_of(code: str) -> str:
    """'month', 'quarter', 'half' or 'year', by the form of a code that is one."""
    if len(code) == 4:
        return "year"
    return {"Q": "quarter", "H": "half"}.get(code[5], "month")


def period_on(rhythm: str, day: date) -> Period:
    """The period of this rhythm in which the day lies."""
    months = MONTHS[rhythm]
    return _made(rhythm, day.year, (day.month - 1) // months * months + 1)


def periods(rhythm: str, first: date, last: date) -> Iterator[Period]:
    """The periods of this rhythm that have a day from `first` to `last`, in their order."""
    period = period_on(rhythm, first)
    while period.start <= last:
        yield period
        period = period_on(rhythm, period.end + timedelta(days=1))


def over(rhythm: str, first: date, today: date, last: date | None = None) -> list[Period]:
    """The periods that are over on the day and so can be reported, from the one of `first` to that of
    `last`."""
    until = min(today, last) if last else today
    return [period for period in periods(rhythm, first, until) if period.end < today]


def so_far(kind: str, unit: str, values: Iterable[tuple[Period, Count]]) -> tuple[Period, Count] | None:
    """What the numbers come to, and the last period they speak of; None without numbers."""
    rows = sorted(values, key=lambda row: row[0].end)
    if not rows:
        return None
    last, count = rows[-1]
    if kind == "periodic" and unit != PERCENT:
        count = rows[0][1]
        for _period, more in rows[1:]:
            count = count + more
    return last, count


def falls(kind: str, before: Count | None, now: Count, after: Count | None = None) -> list[str]:
    """The sides on which an 'all so far' number is lower than the one before it, or higher than the one that
    follows: what was reached can't have been undone without a reason. Others may fall."""
    if kind != "cumulative":
        return []
    pairs = [(before, now), (now, after)]
    return [
        side
        for side in SIDES
        if any(
            earlier is not None and later is not None and _less(getattr(later, side), getattr(earlier, side))
            for earlier, later in pairs
        )
    ]


def progress(
    actual: Number | None,
    target: Number | None,
    baseline: Number | None = None,
    *,
    kind: str = "cumulative",
    direction: str = "up",
) -> Progress:
    """How far a number has come. A level (a stock, or what begins at a baseline and is to fall) is measured
    from its baseline; what is counted as new begins at zero.

    'down' for new cases has no percentage: fewer than the target is reached, whatever the way."""
    if actual is None or target is None or direction == "none":
        return Progress(None, None)
    met = actual <= target if direction == "down" else actual >= target
    start = Fraction(baseline or 0) if kind == "stock" else Fraction(0)
    way = Fraction(target) - start
    if (kind == "stock" and baseline is None) or not way or (kind != "stock" and direction == "down"):
        return Progress(None, met)
    if (way > 0) != (direction == "up"):
        return Progress(None, met)  # a target behind the start: there is no way to be part of
    return Progress(max(0, half_up(100 * (Fraction(actual) - start) / way)), met)


def half_up(value: Fraction) -> int:
    """Rounded, half a percent upwards."""
    return (value + Fraction(1, 2)).__floor__()


def women_percent(count: Count) -> int | None:
    """Women in percent of those who stated their sex; None where there is nobody, or no number of women and
    of men."""
    if count.female is None or count.male is None:
        return None
    stated = sum((Fraction(getattr(count, side) or 0) for side in STATED), Fraction(0))
    return half_up(100 * Fraction(count.female) / stated) if stated else None


def stated_percent(count: Count) -> int | None:
    """How many in percent stated their sex at all: how much a share of women can be trusted."""
    if not count.total or count.not_stated is None:
        return None
    return half_up(100 * (Fraction(count.total) - Fraction(count.not_stated)) / Fraction(count.total))


def light(expected: Sequence[Period], reported_until: date | None, today: date) -> Light:
    """Green when every period that is over is reported, red when one is late, yellow when one is due."""
    open_ones = [period for period in expected if reported_until is None or period.end > reported_until]
    if not open_ones:
        return "green"
    return "red" if open_ones[0].due < today else "yellow"


def total_of(unit: str, count: Count) -> Number | None:
    """The number of all: of people the sum of what was said by sex, of anything else the number itself."""
    if unit != PEOPLE:
        return count.total
    said = [getattr(count, side) for side in SIDES[:-1] if getattr(count, side) is not None]
    return sum(said) if said else None


def _made(rhythm: str, year: int, month: int) -> Period:
    months = MONTHS[rhythm]
    start = date(year, month, 1)
    following = month + months
    after = date(year + 1, 1, 1) if following > 12 else date(year, following, 1)
    if rhythm == "year":
        code = f"{year:04}"
    elif rhythm == "month":
        code = f"{year:04}-{month:02}"
    else:
        code = f"{year:04}-{LETTERS[rhythm]}{(month - 1) // months + 1}"
    return Period(code, start, after - timedelta(days=1))


def _plus(one: Number | None, more: Number | None) -> Number | None:
    """A sum; what is known of one alone stays known ('at least')."""
    if one is None or more is None:
        return one if more is None else more
    return (
        Decimal(one) + Decimal(more) if isinstance(one, Decimal) or isinstance(more, Decimal) else one + more
    )


def _less(one: Number | None, other: Number | None) -> bool:
    return one is not None and other is not None and one < other
