"""Every time in the reader's zone and in the event's (rule EX8); Amman on 28 October 2022 (trap T23)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Session
from cityclusters.exchanges.tests.conftest import utc
from cityclusters.exchanges.times import moment
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space

T23 = utc(2022, 10, 28, 13)


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Amman", 16), ("America/Lima", 8), ("Asia/Shanghai", 21), ("UTC", 13)]
)
def test_T23_the_three_cities_on_28_october_2022(zone: str, hour: int) -> None:
    local = T23.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute) == (hour, 0)
    assert moment(local.date(), local.time(), zone) == T23


def _shown(reader: str, event: str) -> str:
    session = Session(start=T23, end=T23 + timedelta(minutes=90))
    template = Template("{% load exchanges %}{% hours session zone %}|{% when_plain session.start zone %}")
    with timezone.override(reader):
        return strip_tags(template.render(Context({"session": session, "zone": event})))


def test_EX8_both_zones_where_clocks_differ() -> None:
    html, plain = _shown("Asia/Amman", "America/Lima").split("|")
    assert all(part in html for part in ("16:00", "17:30", "Amman"))
    assert "(08:00–09:30 Lima)" in html
    assert plain == "Fri 28 Oct 2022, 16:00 (Amman) = Fri 28 Oct 2022, 08:00 (Lima)"


def test_EX8_the_day_there_where_it_is_another_one() -> None:
    html, plain = _shown("Pacific/Auckland", "America/Lima").split("|")
    assert "02:00" in html
    assert "(Fri 28 Oct, 08:00–09:30 Lima)" in html
    assert plain.startswith("Sat 29 Oct 2022, 02:00")


def test_EX8_once_where_clocks_agree() -> None:
    html, plain = _shown("Asia/Amman", "Asia/Riyadh").split("|")
    assert "Riyadh" not in html + plain


def test_EX8_the_programme_is_grouped_by_the_readers_day(
    officer: Person, programme: Organisation, spaces: list[Space], client: Client
) -> None:
    exchange = Exchange.create(
        officer, programme, title=make_texts("en", en="Three cities"), zone="Asia/Amman", languages=["en"]
    )
    for start in (utc(2022, 10, 28, 13), utc(2022, 10, 28, 16)):
        Session.add(
            officer, exchange, title=make_texts("en", en="Talk"), start=start, end=start + timedelta(hours=1)
        )
    exchange.publish(officer, spaces[0])
    client.cookies["zone"] = "Asia/Shanghai"
    page = strip_tags(client.get(exchange.get_absolute_url()).content.decode())
    shown = ("28 October 2022", "29 October 2022", "21:00", "(16:00–17:00 Amman)")
    assert all(part in page for part in shown)
    client.cookies["zone"] = "Asia/Amman"
    page = strip_tags(client.get(exchange.get_absolute_url()).content.decode())
    assert "29 October 2022" not in page
    assert "which is the time zone of the event" in page
