"""Rounds for tests: the season of trap T04 as rows of the database, and rounds made by the acts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.models import Country, Place
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need, Offer, Round, Run, Window, Wish
from cityclusters.support.rounds import acts
from cityclusters.support.rounds.tasks import work

CITIES, ASKING = 35, 25
TAKE_COURSE, TAKE_ELSEWHERE = 18, 10
# Three cities take both: the course, and a visit to another country.
BILATERAL, COURSE_SEATS, ELSEWHERE_SEATS = (3, 2, 2), 12, 4
NEXT_ON = date(2099, 3, 1)
VISIT, COURSE = "study_tour", "training"
SignIn = Callable[[Person | None], Client]


def city(name: str, country: str, lat: float = 0.0, lon: float = 0.0, **fields: Any) -> Organisation:
    """A local authority of a place of its own."""
    Country.objects.get_or_create(
        code=country, defaults={"kind": "state", "region": "030", "as_of": date(2025, 1, 1)}
    )
    place = Place.objects.create(
        name=name, country_id=country, zone="UTC", latitude=lat, longitude=lon, **fields
    )
    return Organisation.objects.create(
        names=make_texts("en", en=f"City of {name}"),
        kind=Organisation.Kind.LOCAL,
        place=place,
        state="verified",
    )


def theme(code: str = "covid-19") -> Theme:
    """The theme of that code, made where it is missing."""
    row, _new = Theme.objects.get_or_create(code=code, defaults={"names": make_texts("en", en=code.title())})
    return row


def need(organisation: Organisation, *themes: Theme, wishes: Any = (), **fields: Any) -> Need:
    """A signed and open need; `wishes` are codes of countries, places or organisations."""
    assert organisation.place is not None
    today = timezone.localdate()
    given = {
        "title": f"Help for {organisation.place.name}",
        "problem": "Our shops have no orders.",
        "language": "en",
        "languages": ["en"],
        "state": "open",
        "signed_at": timezone.now(),
        "expires_on": today + timedelta(days=300),
        **fields,
    }
    row = Need.objects.create(
        once=secret_code(), organisation=organisation, place=organisation.place, **given
    )
    row.themes.set(themes)
    for rank, wish in enumerate(wishes, 1):
        kind = {Place: "place", Organisation: "organisation"}.get(type(wish), "country_id")
        Wish.objects.create(need=row, rank=rank, **{kind: wish})
    return row


def offer(organisation: Organisation, *themes: Theme, **fields: Any) -> Offer:
    """An open offer, verified and confirmed now."""
    assert organisation.place is not None
    now = timezone.now()
    given = {
        "title": f"Visits to {organisation.place.name}",
        "text": "We show what we did.",
        "language": "en",
        "languages": ["en"],
        "state": "open",
        "verified_at": now,
        "confirmed_at": now,
        "expires_on": timezone.localdate() + timedelta(days=300),
        **fields,
    }
    row = Offer.objects.create(
        once=secret_code(), organisation=organisation, place=organisation.place, **given
    )
    row.themes.set(themes)
    return row


def window(of: Offer, slots: int, modality: str = VISIT, **fields: Any) -> Window:
    """Room for so many from in a month until in half a year."""
    today = timezone.localdate()
    days = {"starts": today + timedelta(days=30), "ends": today + timedelta(days=180)}
    return Window.objects.create(offer=of, slots=slots, modality=modality, **{**days, **fields})


def round_of(officer: Person, **fields: Any) -> Round:
    """A round opened by the act; offers that were open before count as confirmed since."""
    round_ = acts.open_round(
        officer, fields.pop("title", "Spring round"), fields.pop("rules", {}), fields.pop("next_on", NEXT_ON)
    )
    Offer.objects.filter(confirmed_at__isnull=False).update(confirmed_at=timezone.now())
    return round_


def calculated(round_: Round, officer: Person, changes: dict[str, Any] | None = None) -> Run:
    """A run of the round, calculated as the worker does it."""
    run = acts.start(round_, officer, changes)
    work(Run.objects.select_related("round").get(pk=run.pk))
    return Run.objects.get(pk=run.pk)


def focal(organisation: Organisation, officer: Person, email: str) -> Person:
    """Somebody who may act for the organisation."""
    person = Person.objects.create_user(email=email, name=f"Deputy of {organisation}")
    Mandate.objects.create(
        person=person,
        organisation=organisation,
        post="Deputy mayor",
        may_act=True,
        state="confirmed",
        start=date(2020, 1, 1),
        decided_by=officer,
        decided_at=timezone.now(),
    )
    return person


@dataclass
class T04:
    """The season of trap T04."""

    visits: list[Window] = field(default_factory=list)
    course: list[Window] = field(default_factory=list)
    elsewhere: list[Window] = field(default_factory=list)
    asking: list[Need] = field(default_factory=list)
    others: list[Need] = field(default_factory=list)


def t04() -> T04:
    """35 cities; 25 ask for a host in China, all for a visit first. 18 of them take the course,
    10 take a visit to another country, 3 both. The other ten ask for something that nobody offers."""
    made, subject, other = T04(), theme(), theme("waste")
    for number, slots in enumerate(BILATERAL):
        host = city(f"Host {number}", "CN", 32.0, 118.0 + number)
        made.visits.append(window(offer(host, subject), slots))
    school = city("School", "CN", 31.0, 121.0)
    made.course.append(window(offer(school, subject), COURSE_SEATS, COURSE, cohort=True))
    other_host = city("Other host", "KR", 37.5, 127.0)
    made.elsewhere.append(window(offer(other_host, subject), ELSEWHERE_SEATS))
    for number in range(ASKING):
        forms = [VISIT, COURSE] if number < TAKE_COURSE else [VISIT]
        others = number >= ASKING - TAKE_ELSEWHERE
        place = city(f"City {number:02}", "UZ", 41.0, 60.0 + number / 10)
        made.asking.append(need(place, subject, wishes=["CN"], modalities=forms, elsewhere=others))
    for number in range(ASKING, CITIES):
        place = city(f"City {number:02}", "PE", -12.0, -77.0)
        made.others.append(need(place, other, modalities=[VISIT]))
    return made


def long_ago() -> datetime:
    """Before every offer of a test was confirmed."""
    return timezone.now() - timedelta(days=400)
