"""What the tests of the search start from: a few exchanges in several languages, and the index made."""

from collections.abc import Callable

import pytest
from django.core.cache import caches

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Organisation, Person
from cityclusters.search import indexing
from cityclusters.search.finding import vocabulary
from cityclusters.spaces.models import Space

MakeExchange = Callable[..., Exchange]


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process keeps for a minute is of another test."""
    vocabulary.forget()
    caches["memory"].clear()


@pytest.fixture
def make_exchange(programme: Organisation, officer: Person, spaces: list[Space]) -> MakeExchange:
    """Publishes an exchange with these titles and, in the same languages, summaries."""

    def make(summary: dict[str, str] | None = None, published: bool = True, **titles: str) -> Exchange:
        first = next(iter(titles))
        exchange = Exchange.create(
            officer, programme, themes=spaces[1].themes.all(), title=make_texts(first, **titles),
            summary=make_texts(first, **(summary or {})), zone="UTC", languages=["en"], sdg_targets=["5.5"],
        )  # fmt: skip
        if published:
            exchange.publish(officer, spaces[1])
        return exchange

    return make


@pytest.fixture
def rebuilt() -> Callable[[], None]:
    """Makes the index anew."""

    def make() -> None:
        indexing.rebuild()
        vocabulary.forget()

    return make
