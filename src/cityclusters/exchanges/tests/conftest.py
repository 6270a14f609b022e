"""An exchange to work on, made by the acts themselves."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Session
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space, Theme

AddSession = Callable[..., Session]


@pytest.fixture
def start() -> datetime:
    """Nine o'clock UTC in ten days: the first session of `training`."""
    return (timezone.now() + timedelta(days=10)).replace(hour=9, minute=0, second=0, microsecond=0)


@pytest.fixture
def training(officer: Person, programme: Organisation, themes: list[Theme], start: datetime) -> Exchange:
    """A planned training of the programme, owned by the officer, with one session of an hour and a half."""
    exchange = Exchange.create(
        officer,
        programme,
        themes=themes,
        title=make_texts("en", en="Services and business", fr="Services et entreprises"),
        zone="Asia/Tashkent",
        languages=["en", "ru"],
        link="https://meet.example/room?a=1&b=2",
    )
    exchange.plan(officer)
    title = make_texts("en", en="Opening")
    Session.add(officer, exchange, title=title, start=start, end=start + timedelta(minutes=90))
    exchange.notices.all().delete()
    return exchange


@pytest.fixture
def open_training(training: Exchange, officer: Person, spaces: list[Space]) -> Exchange:
    """The training, open for registration and published in both spaces."""
    for space in spaces:
        training.publish(officer, space)
    training.open(officer)
    return training


@pytest.fixture
def add_session(training: Exchange, officer: Person, start: datetime) -> AddSession:
    """Adds a session to the training; what is not given is filled in."""

    def add(**fields: Any) -> Session:
        given = {"title": make_texts("en", en="Session"), "start": start, **fields}
        given.setdefault("end", given["start"] + timedelta(hours=1))
        return Session.add(officer, training, **given)

    return add


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
