"""The times that meeting programs write, in their many forms."""

import zoneinfo
from datetime import UTC, date, datetime

import pytest

from cityclusters.exchanges.log_reading import names_in
from cityclusters.exchanges.log_times import choose_order, readings

TASHKENT = zoneinfo.ZoneInfo("Asia/Tashkent")
TEN = datetime(2020, 11, 6, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2020-11-06T05:00:00Z",
        "2020-11-06 10:00:00",
        "2020-11-06T10:00:00+05:00",
        "2020-11-06 10:00 GMT+5",
        "2020-11-06 10:00:00.000",
        "06.11.2020 10:00",
        "06.11.2020 10.00",
        "06-11-2020 10h00",
        "6/11/20, 10:00 AM",
        "Nov 6, 2020 10:00:00 AM",
        "Friday, November 6, 2020 10:00 AM",
        "6 novembre 2020 10:00",
        "6 de noviembre de 2020 10:00",
        "6 ноября 2020 г. 10:00",
        "2020年11月6日 上午10:00",
        "٠٦/١١/٢٠٢٠ ١٠:٠٠ ص",
    ],
)
def test_ten_oclock_on_6_november_is_read_in_all_these_forms(text: str) -> None:
    assert readings(text, TASHKENT)[0] == TEN


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2021-02-29 10:00", "2020-11-06 25:00", "2020-11-06", "10:00", "1" * 500, "06.11"],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert readings(text, TASHKENT) == [None, None]


def test_a_clock_alone_is_meant_on_the_only_day() -> None:
    assert readings("10:00", TASHKENT, date(2020, 11, 6))[0] == TEN
    assert readings("12:00 AM", TASHKENT, date(2020, 11, 6))[0] == datetime(2020, 11, 5, 19, tzinfo=UTC)
    assert readings("12:00 PM", TASHKENT, date(2020, 11, 6))[0] == datetime(2020, 11, 6, 7, tzinfo=UTC)


def test_day_or_month_first_is_decided_by_the_days_of_the_exchange() -> None:
    pairs = [readings("11/06/2020 10:00", TASHKENT), readings("11/06/2020 11:00", TASHKENT)]
    assert choose_order(pairs, [date(2020, 11, 6)], TASHKENT) == 1
    assert choose_order(pairs, [date(2020, 6, 11)], TASHKENT) == 0
    assert choose_order([readings("11/13/2020 10:00", TASHKENT)], [], TASHKENT) == 1, "there is no month 13"


def test_names_are_found_in_the_labels_of_the_program() -> None:
    assert names_in("K. A. (Alisher Karimov)#host") == ["K. A. (Alisher Karimov)", "K. A.", "Alisher Karimov"]
    assert names_in("Alisher Karimov (Host)") == ["Alisher Karimov"]
