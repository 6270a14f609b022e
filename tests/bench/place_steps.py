"""What bench_places.py measures: many cities, one host, one place."""

import time
from datetime import date
from functools import partial

from django.core.management import call_command
from django.utils import timezone

from cityclusters.core.tests.together import outcomes
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person, RoleGrant
from cityclusters.places.models import Country, Place
from cityclusters.support.matches import acts
from cityclusters.support.matches.places import NoPlaceLeft
from cityclusters.support.models import Match, Window
from cityclusters.support.models.choices import MatchState
from cityclusters.support.tests.making_matches import choices_of, focal, need_of, round_by, window_of

CITIES = 24
PROMISED_SECONDS = 5.0


def _city(number: int, place: Place) -> Organisation:
    names = make_texts("en", en=f"City {number}")
    return Organisation.objects.create(
        names=names, kind=Organisation.Kind.LOCAL, place=place, state=Organisation.State.VERIFIED
    )


def run(trials: int) -> int:
    """Prints each trial; 1 where a place was given twice or never, or where it took too long."""
    call_command("migrate", verbosity=0)
    Country.objects.create(code="UZ", kind="state", region="143", as_of=date(2025, 1, 1))
    place = Place.objects.create(name="Khiva", country_id="UZ", zone="UTC", latitude=41.4, longitude=60.4)
    officer = Person.objects.create_user(email="officer@programme.example", name="Officer", language="en")
    RoleGrant.objects.create(person=officer, role=RoleGrant.Role.OFFICER)
    host = _city(CITIES, place)
    host_person = focal(host, officer, "deputy@host.example")
    cities = [_city(number, place) for number in range(CITIES)]
    people = [focal(city, officer, f"deputy@city{number}.example") for number, city in enumerate(cities)]
    _trial(0, host, host_person, cities[:2], people[:2], officer)  # what is read once is read now
    kept = [_trial(number, host, host_person, cities, people, officer) for number in range(1, trials + 1)]
    print(f"kept in {sum(kept)} of {trials} trials (promised: all)")
    return 0 if all(kept) else 1


def _trial(
    number: int,
    host: Organisation,
    host_person: Person,
    cities: list[Organisation],
    people: list[Person],
    officer: Person,
) -> bool:
    window, round_ = window_of(host, slots=1), round_by(officer)
    rows = [choices_of(round_, need_of(city), [window])[0] for city in cities]
    Match.objects.filter(window=window).update(
        state=MatchState.ONE, host_accepted_by=host_person, host_accepted_at=timezone.now()
    )
    begun = time.perf_counter()
    faults = outcomes(*(partial(acts.accept, row, person) for row, person in zip(rows, people, strict=True)))
    seconds = time.perf_counter() - begun
    held = Window.objects.get(pk=window.pk).held
    told = sum(isinstance(fault, NoPlaceLeft) for fault in faults)
    print(f"trial {number}: {held} place held, {told} told that it is gone, {seconds:.2f} s")
    return held == 1 and told == len(cities) - 1 and seconds < PROMISED_SECONDS
