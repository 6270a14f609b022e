"""Cities with organisations, offers and themes, and what the page of cities like one of them takes."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation
from cityclusters.places.loading import load_countries
from cityclusters.places.models import Country, Place
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Offer
from cityclusters.support.peers.finding import Asked, find, rank

ROUNDS = 20
MOST_QUERIES, MOST_SECONDS = 12, 0.5
PAGES = ("", "&themes=3&proximity=0", "&abroad=on&page=5", "&theme=theme-3&offers=on")


def run(cities: int) -> int:
    """Fills an empty database, measures, prints; 1 where a promise is not kept."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_countries()
    fill(cities)
    mine = Place.objects.order_by("pk")[0]
    browser = Client(headers={"host": "localhost"})
    address = f"/peers/?place_id={mine.public_id}"
    asked: list[str] = []
    with connection.execute_wrapper(_noted(asked)):
        _read(browser, address)
    pages = [address + PAGES[at % len(PAGES)] for at in range(ROUNDS)]
    times = sorted(_seconds(partial(_read, browser, page)) for page in pages)
    late = times[int(ROUNDS * 0.95) - 1]
    found = find(AnonymousUser(), mine, Asked({}))
    places = [standing.place for standing in found.standings]
    alone = _seconds(lambda: rank(mine, places, found.subjects, {"proximity": 1.0}))
    table = _seconds(lambda: _read(browser, address.replace("/peers/", "/peers.xlsx")))
    print(
        f"peers, {cities:,} cities: {len(asked)} queries; processor time of a page: median "
        f"{times[ROUNDS // 2] * 1000:.0f} ms, "
        f"p95 {late * 1000:.0f} ms; ranking alone {alone * 1000:.0f} ms; spreadsheet {table:.2f} s"
    )
    return int(len(asked) > MOST_QUERIES or late > MOST_SECONDS)


def fill(cities: int) -> None:
    """Cities all over the world, each with a municipality and an offer on two themes."""
    drawn = random.Random(4)  # the same rows in every run
    countries = list(Country.objects.filter(kind="state").values_list("pk", flat=True))
    themes = Theme.objects.bulk_create(
        Theme(code=f"theme-{at}", names=make_texts("en", en=f"Theme {at}"), order=at) for at in range(14)
    )
    places = Place.objects.bulk_create(
        Place(
            name=f"City {at}", folded=f"city {at}", country_id=drawn.choice(countries), zone="UTC",
            latitude=drawn.uniform(-50, 60), longitude=drawn.uniform(-179, 179),
            population=drawn.choice([None, 30_000, 200_000, 900_000, 3_000_000]),
        )
        for at in range(cities)
    )  # fmt: skip
    offices = Organisation.objects.bulk_create(
        Organisation(
            names=make_texts("en", en=f"Municipality of {place.name}"), folded=f"municipality {place.name}",
            kind="local_authority", state="verified", place=place,
        )
        for place in places
    )  # fmt: skip
    now = timezone.now()
    offers = Offer.objects.bulk_create(
        Offer(
            once=secret_code(), organisation=office, place=place, language="en", title="Study visits",
            text="See our market.", state="open", verified_at=now, confirmed_at=now,
            expires_on=timezone.localdate() + timedelta(days=90),
        )
        for office, place in zip(offices, places, strict=True)
    )  # fmt: skip
    held = Offer.themes.through
    held.objects.bulk_create(
        held(offer=offer, theme=theme) for offer in offers for theme in drawn.sample(themes, 2)
    )


def _read(browser: Client, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    assert answer.getvalue()


def _noted(asked: list[str]) -> Callable[..., Any]:
    """Keeps each query of a connection in the list."""

    def wrapper(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    return wrapper


def _seconds(act: Callable[[], object]) -> float:
    """Of the processor, so that others on the machine do not count."""
    start = time.process_time()
    act()
    return time.process_time() - start
