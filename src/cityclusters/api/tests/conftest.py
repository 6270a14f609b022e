"""A published exchange for the feeds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Session
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space, Theme


@pytest.fixture
def published(
    officer: Person, khiva_city: Organisation, spaces: list[Space], themes: list[Theme]
) -> Exchange:
    """An exchange of Khiva in the e-commerce space, with signs that XML and spreadsheets take amiss."""
    exchange = Exchange.create(
        officer,
        khiva_city,
        themes=[themes[1]],
        title=make_texts("fr", fr="=1+1 <Marchés> & foires\x0b", ar="أسواق"),
        summary=make_texts("fr", fr="Deux jours & demi"),
        zone="Asia/Samarkand",
        languages=["fr", "uz"],
        link="https://meet.example/secret",
        marker="1",
        sdg_targets=["5.5"],
    )
    start = timezone.now() + timedelta(days=3)
    Session.add(
        officer, exchange, title=make_texts("fr", fr="S"), start=start, end=start + timedelta(hours=1)
    )
    exchange.publish(officer, spaces[1])
    return exchange


@pytest.fixture
def hidden(officer: Person, khiva_city: Organisation) -> Exchange:
    """An idea that nobody else may know of."""
    return Exchange.create(
        officer, khiva_city, title=make_texts("en", en="Secret idea"), zone="UTC", languages=["en"]
    )
