"""A training that is over, with twelve delegates of two cities who attended, and its survey."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Attendance, Exchange, Publication, Registration, Session
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space
from cityclusters.surveys import building, design, opening
from cityclusters.surveys.models import Survey, Ticket


@pytest.fixture
def training(officer: Person, programme: Organisation, spaces: list[Space]) -> Exchange:
    """Two sessions, the last of which ended an hour ago."""
    made = Exchange.objects.create(
        title=make_texts("en", en="Service sector training", fr="Formation sur les services"),
        kind=Exchange.Kind.TRAINING,
        state=Exchange.State.DONE,
        organiser=programme,
        owner=officer,
        zone="Asia/Tashkent",
        languages=["en", "fr", "uz"],
    )
    made.themes.set(spaces[0].themes.all())
    Publication.objects.create(exchange=made, space=spaces[0], by=officer)
    now = timezone.now()
    for hours in (6, 3):
        start = now - timedelta(hours=hours)
        title = make_texts("en", en="Session")
        Session.objects.create(exchange=made, title=title, start=start, end=start + timedelta(hours=2))
    return made


def seat(exchange: Exchange, person: Person, organisation: Organisation, post: str) -> Registration:
    """A seat of somebody who was there from the beginning to the end."""
    made = Registration.objects.create(exchange=exchange, person=person, organisation=organisation, post=post)
    for session in exchange.sessions.all():
        Attendance.objects.create(
            session=session, registration=made, joined=session.start, left=session.end, source="log"
        )
    return made


@pytest.fixture
def delegates(training: Exchange, khiva_city: Organisation, bukhara_city: Organisation) -> list[Registration]:
    """Six women and six men, six of each city; the first one reads Uzbek, the others English."""
    made = []
    for number in range(12):
        city = khiva_city if number < 6 else bukhara_city
        person = Person.objects.create_user(
            email=f"delegate{number}@{city.domain}",
            name=f"Delegate {number}",
            language="uz" if number == 0 else "en",
            sex="female" if number % 2 else "male",
            zone="Asia/Tashkent",
        )
        made.append(seat(training, person, city, "Deputy mayor"))
    return made


@pytest.fixture
def draft_survey(training: Exchange, officer: Person) -> Survey:
    """The ready-made evaluation after a training, in English, French and Uzbek."""
    return building.create(training, officer, key="post_training")


@pytest.fixture
def checked_survey(draft_survey: Survey, delegates: list[Registration], officer: Person) -> Survey:
    assert design.check(draft_survey, officer).passed
    return draft_survey


@pytest.fixture
def open_survey(checked_survey: Survey, officer: Person) -> Survey:
    """Anonymous and open, with a ticket for each of the twelve."""
    opening.open_survey(checked_survey, officer)
    return checked_survey


@pytest.fixture
def ticket(open_survey: Survey, delegates: list[Registration]) -> Ticket:
    """The ticket of the second delegate (a woman who reads English)."""
    return Ticket.objects.get(survey=open_survey, person=delegates[1].person)


@pytest.fixture
def named_survey(training: Exchange, delegates: list[Registration], officer: Person) -> Survey:
    """Identified and open: answers are kept with the name."""
    made = building.create(training, officer, key="short_evaluation")
    building.change_survey(made, officer, mode=Survey.Mode.IDENTIFIED)
    design.check(made, officer)
    opening.open_survey(made, officer)
    return made


@pytest.fixture
def phone() -> Callable[[], Client]:
    """Somebody's browser: no account, no JavaScript; forms need their CSRF token."""
    return lambda: Client(enforce_csrf_checks=True)
