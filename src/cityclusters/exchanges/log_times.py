"""Reads the times that meeting programs write, in their many forms. Pure.

A time may carry its offset (2020-11-06T10:00:00Z) and else is meant in the zone that the officer chose.
Whether 6/11 is 6 November or 11 June is decided for the whole file, by which makes more times fall on the
days of the exchange."""

import json
import re
import zoneinfo
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from cityclusters.places.folding import DIGITS, fold

WORDS_FILE = Path(__file__).resolve().parent / "data" / "log_columns.json"
EASTERN_DIGITS = str.maketrans(DIGITS)
OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-−])\s?(\d{1,2}):?(\d{2})?$|\s?(Z|UTC|GMT)$", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,2})[:hч](\d{2})(?::(\d{2})(?:[.,]\d+)?)?|(?<![\d.])(\d{1,2})\.(\d{2})(?![\d.])")
YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
NAMED = re.compile(r"(\d{1,2})?\s*(?:de\s+)?([^\W\d_]{3,})\.?,?\s+(?:de\s+)?(\d{1,2},?\s+)?(\d{4})")
LONGEST = 60


@cache
def words() -> Mapping[str, Any]:
    """The data file as it stands."""
    found: Mapping[str, Any] = json.loads(WORDS_FILE.read_text(encoding="utf-8"))
    return found


@cache
def _months() -> dict[str, int]:
    return {fold(word): int(number) for number, names in words()["months"].items() for word in names}


def _offset(text: str) -> tuple[str, timezone | None]:
    """The text without an offset at its end, and the offset."""
    found = OFFSET.search(text)
    if not found or not CLOCK.search(text[: found.start()]):
        return text, None
    if found.group(4):
        return text[: found.start()], UTC
    hours, minutes = int(found.group(2)), int(found.group(3) or 0)
    if hours > 14 or minutes > 59:
        return text, None
    delta = timedelta(hours=hours, minutes=minutes)
    return text[: found.start()], timezone(delta if found.group(1) == "+" else -delta)


def _clock(text: str) -> tuple[str, time | None]:
    """The text without its clock time, and that; 12 AM is midnight, 12 PM is noon."""
    found = CLOCK.search(text)
    if not found:
        return text, None
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if found.group(4):
        hour, minute = int(found.group(4)), int(found.group(5))
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    for half, marks in ((0, words()["morning"]), (12, words()["afternoon"])):
        for mark in marks:
            match = re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", rest, re.IGNORECASE)
            if match and 1 <= hour <= 12:
                hour = hour % 12 + half
                rest = rest[: match.start()] + rest[match.end() :]
                break
    if hour > 23 or minute > 59 or second > 59:
        return rest, None
    return rest, time(hour, minute, second)


def _days(text: str) -> list[date | None]:
    """The day read day first and month first; the same twice where there is no doubt."""
    if found := YEAR_FIRST.search(text):
        year, month, day = (int(part) for part in found.groups())
        return [_day(year, month, day)] * 2
    if found := YEAR_LAST.search(text):
        one, two, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
        return [_day(year, two, one), _day(year, one, two)]
    if found := NAMED.search(text):
        month = _months().get(fold(found.group(2)), 0)
        number = found.group(1) or (found.group(3) or "").strip(" ,")
        return [_day(int(found.group(4)), month, int(number or 0))] * 2
    return [None, None]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def readings(text: str, zone: zoneinfo.ZoneInfo, only_day: date | None = None) -> list[datetime | None]:
    """The moment (UTC) that the text means, read day first and read month first; None where it is no time.

    `only_day` is the day of a clock time that stands alone."""
    plain = text.translate(EASTERN_DIGITS).replace("\u202f", " ").replace("\u00a0", " ").strip()
    if not plain or len(plain) > LONGEST:
        return [None, None]
    plain, offset = _offset(re.sub(r"(?<=\d)T(?=\d)", " ", plain))
    plain, clock = _clock(plain)
    if clock is None:
        return [None, None]
    days = _days(plain)
    if days == [None, None] and not any(letter.isdigit() for letter in plain):
        days = [only_day, only_day]
    return [_moment(day, clock, offset or zone) for day in days]


def _moment(day: date | None, clock: time, zone: zoneinfo.ZoneInfo | timezone) -> datetime | None:
    if day is None or not 2000 <= day.year <= 2100:
        return None
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def choose_order(pairs: Iterable[Sequence[datetime | None]], days: Collection[date], zone: Any) -> int:
    """0 for day first, 1 for month first: whichever makes more times fall on the days of the exchange (or
    the day before or after); then whichever can be read more often; day first in doubt."""
    near = {day + timedelta(days=shift) for day in days for shift in (-1, 0, 1)}
    on_days, readable = [0, 0], [0, 0]
    for pair in pairs:
        for order, moment in enumerate(pair):
            if moment is not None:
                readable[order] += 1
                on_days[order] += moment.astimezone(zone).date() in near
    return 1 if (on_days[1], readable[1]) > (on_days[0], readable[0]) else 0
