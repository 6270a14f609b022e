"""Offers and products for tests, made by the acts that make them in use."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Match, Need, Offer, Trade, Window
from cityclusters.support.models.choices import MatchState
from cityclusters.support.offers import acts, states, windows
from cityclusters.support.trade import acts as trade_acts


def draft(by: Person, host: Organisation, themes: list[Theme], **fields: Any) -> Offer:
    """A draft without room."""
    given = {
        "title": "Virtual workshops on online shops",
        "text": "Women who sell at markets learn to sell online.",
        "language": "en",
        "languages": ["en"],
        "expires_on": timezone.localdate() + timedelta(days=200),
    }
    return acts.make(by, host, once=secret_code(), themes=themes, **{**given, **fields})


def window(offer: Offer, by: Person, **fields: Any) -> Window:
    """Room: two places online from the tenth day on."""
    today = timezone.localdate()
    given = {
        "modality": "online_exchange",
        "slots": 2,
        "cohort": False,
        "starts": today + timedelta(days=10),
        "ends": today + timedelta(days=40),
        "languages": [],
    }
    return windows.add(offer, by, **{**given, **fields})


def opened(by: Person, host: Organisation, themes: list[Theme], officer: Person, **fields: Any) -> Offer:
    """An open offer with one window of two places."""
    offer = draft(by, host, themes, **fields)
    window(offer, by)
    states.submit(offer, by)
    states.verify(offer, officer)
    return offer


def need(city: Organisation, person: Person) -> Need:
    """An open need of a city, for matches in the tests of this room."""
    assert city.place is not None
    now = timezone.now()
    return Need.objects.create(
        once=secret_code(), organisation=city, place=city.place, author=person, language="en",
        title="Selling online", problem="Our women sell at one market alone.", state="open", signed_at=now,
        signed_by=person, expires_on=timezone.localdate() + timedelta(days=300),
    )  # fmt: skip


def match(asked: Need, room: Window, state: str = MatchState.PROPOSED) -> Match:
    """A match with the window; one that both accepted holds a place."""
    now = timezone.now() if state == MatchState.BOTH else None
    made = Match.objects.create(
        need=asked, window=room, score=0.8, state=state, need_accepted_at=now, host_accepted_at=now,
        ended_for="theme" if state == MatchState.DECLINED else "",
    )  # fmt: skip
    if now is not None:
        Window.objects.filter(pk=room.pk).update(held=room.held + 1)
        room.refresh_from_db()
    return made


def trade(by: Person, organisation: Organisation, side: str, product: str, **fields: Any) -> Trade:
    """A product that is sold or looked for, all year."""
    given: dict[str, Any] = {
        "language": "en",
        "months": [],
        "standard": "",
        "note": "",
        "volume": None,
        "unit": "",
    }
    values = {**given, **fields}
    return trade_acts.state(by, organisation, once=secret_code(), side=side, product=product, **values)
