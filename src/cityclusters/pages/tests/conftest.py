"""The demo's story, loaded once for the tests of a module."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from cityclusters.exchanges.models import Exchange
from cityclusters.pages.demo import loading, meetings
from cityclusters.pages.demo.records import read
from cityclusters.places import gazetteer
from cityclusters.places.loading import load_countries
from cityclusters.places.models import Place
from cityclusters.spaces.setup import load_themes
from cityclusters.support.giving.items import load_items

NAMED = {row["place"] for name in ("uzbek_cities", "organisations") for row in read(name) if row.get("place")}


@pytest.fixture(scope="module")
def known() -> dict[int | None, gazetteer.City]:
    """The places that the story names, as the gazetteer knows them."""
    found = {city.geoname_id: city for city in gazetteer.cities(5000) if city.geoname_id in NAMED}
    return found | {None: next(city for city in gazetteer.further_places() if city.name == "Dodowa")}


@pytest.fixture(scope="module")
def story(
    django_db_setup: None, django_db_blocker: Any, known: dict[int | None, gazetteer.City]
) -> Iterator[Exchange]:
    """The training, after the whole story was loaded once into an empty platform with these places."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_countries()
        load_themes()
        load_items()
        for city in known.values():
            Place.objects.create(
                name=city.name,
                country_id=city.country,
                zone=city.zone,
                geoname_id=city.geoname_id,
                latitude=city.latitude,
                longitude=city.longitude,
                population=city.population,
            )
        assert loading.load()
        yield Exchange.objects.get(public_id=meetings.IDS["uzbekistan-2020"])
        transaction.set_rollback(True)
