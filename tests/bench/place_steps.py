"""What bench_places.py measures: many cities, one host, one place."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from django.core.management import call_command
from django.utils import timezone

from cityclusters.core.errors import NotPossible
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
Act = Callable[[], object]
PROMISED_RATIO = 3.0
"""All at once may take at most so many times as long as the same answers one after another."""


class Answers(NamedTuple):
    """How long it took, what each saw (None where she got the place), and how many places are held."""

    seconds: float
    faults: list[BaseException | None]
    held: int


def _city(number: int, place: Place) -> Organisation:
    names = make_texts("en", en=f"City {number}")
    return Organisation.objects.create(
        names=names, kind=Organisation.Kind.LOCAL, place=place, state=Organisation.State.VERIFIED
    )


def run(trials: int) -> int:
    """Prints each trial; 1 where a place was given twice or never, where somebody saw another fault than that
    the place is gone, or where all at once took too much longer than one after another."""
    call_command("migrate", verbosity=0)
    Country.objects.create(code="UZ", kind="state", region="143", as_of=date(2025, 1, 1))
    place = Place.objects.create(name="Khiva", country_id="UZ", zone="UTC", latitude=41.4, longitude=60.4)
    officer = Person.objects.create_user(email="officer@programme.example", name="Officer", language="en")
    RoleGrant.objects.create(person=officer, role=RoleGrant.Role.OFFICER)
    host = _city(CITIES, place)
    host_person = focal(host, officer, "deputy@host.example")
    cities = [_city(number, place) for number in range(CITIES)]
    people = [focal(city, officer, f"deputy@city{number}.example") for number, city in enumerate(cities)]
    setting = Setting(host, host_person, cities, people, officer)
    setting.answers(in_turn)  # what is read once is read now
    kept, alone, together = 0, 0.0, 0.0
    for number in range(1, trials + 1):
        alone += setting.answers(in_turn).seconds
        seconds, faults, held = setting.answers(outcomes)
        together += seconds
        told = sum(isinstance(fault, NoPlaceLeft) for fault in faults)
        others = [repr(fault) for fault in faults if fault and not isinstance(fault, NoPlaceLeft)]
        print(f"trial {number}: {held} place held, {told} told that it is gone, {len(others)} other faults")
        print(*others, sep="\n", end="\n" if others else "")
        kept += (held, told, others) == (1, CITIES - 1, [])
    ratio = together / alone
    print(f"kept in {kept} of {trials} trials (promised: all)")
    print(f"all at once: {ratio:.1f} times as long as one after another (promised: {PROMISED_RATIO:.0f})")
    return 0 if kept == trials and ratio <= PROMISED_RATIO else 1


def in_turn(*acts: Act) -> list[BaseException | None]:
    """Does the acts one after another; for each what went wrong, or None."""
    found: list[BaseException | None] = []
    for act in acts:
        try:
            act()
        except NotPossible as refusal:
            found.append(refusal)
        else:
            found.append(None)
    return found


class Setting(NamedTuple):
    """Who takes part: a host, and cities with somebody who may act for each."""

    host: Organisation
    host_person: Person
    cities: list[Organisation]
    people: list[Person]
    officer: Person

    def answers(self, way: Callable[..., list[BaseException | None]]) -> Answers:
        """All cities say yes to the host's only place."""
        window, round_ = window_of(self.host, slots=1), round_by(self.officer)
        rows = [choices_of(round_, need_of(city), [window])[0] for city in self.cities]
        Match.objects.filter(window=window).update(
            state=MatchState.ONE, host_accepted_by=self.host_person, host_accepted_at=timezone.now()
        )
        yes = [partial(acts.accept, row, person) for row, person in zip(rows, self.people, strict=True)]
        begun = time.perf_counter()
        faults = way(*yes)
        return Answers(time.perf_counter() - begun, faults, Window.objects.get(pk=window.pk).held)
