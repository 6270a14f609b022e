"""An exchange and an open survey for test_killed_server.py, and what stands in the database at the end.

Run in a process and with settings of its own: `make PEOPLE` prints what the readers need, `look` the rows."""

import json
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Registration, Session
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space
from cityclusters.surveys import building
from cityclusters.surveys.models import AnswerDraft, Response, Survey, Ticket
from cityclusters.surveys.tokens import link

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _signed_in(person: Person) -> str:
    """The key of a session in which she is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def make(people: int) -> dict[str, Any]:
    """An exchange with seats for half of the people, and an anonymous survey with a ticket for each.

    Gives the address of the registration form, the sessions, and the links of the tickets."""
    call_command("migrate", verbosity=0)
    officer = Person.objects.create_user(email="officer@programme.example", name="Officer")
    programme = Organisation.objects.create(names=make_texts("en", en="Programme"), kind="un")
    exchange = Exchange.create(
        officer,
        programme,
        title=make_texts("en", en="Training"),
        zone="Asia/Tashkent",
        languages=["en"],
        capacity=people // 2,
    )
    exchange.plan(officer)
    start = timezone.now() + timedelta(days=10)
    title = make_texts("en", en="Session")
    Session.add(officer, exchange, title=title, start=start, end=start + timedelta(hours=1))
    exchange.open(officer)
    words = make_texts("en", en="E-commerce")
    exchange.publish(officer, Space.objects.create(slug="e-commerce", names=words, purpose=words))
    survey = building.create(exchange, officer, key="post_training", languages=["en"])
    now = timezone.now()
    survey.state, survey.mode_when_opened = Survey.State.OPEN, survey.mode
    survey.opened_at, survey.closes_at = now, now + timedelta(days=3)
    survey.save()
    members = [
        Person.objects.create_user(email=f"p{number}@city.example", name=f"P{number}")
        for number in range(people)
    ]
    tickets = [Ticket.objects.create(survey=survey, person=person) for person in members]
    return {
        "form": reverse("exchanges:register", args=[exchange.public_id]),
        "sessions": {str(person.email): _signed_in(person) for person in members},
        "tickets": {ticket.public_id: link(ticket) for ticket in tickets},
    }


def look() -> dict[str, Any]:
    """Who has a registration, which tickets are spent, and the counts of all that belongs to them."""
    seats = Registration.objects.all()
    acts = ["registration.confirmed", "registration.waitlisted"]
    return {
        "registered": list(seats.values_list("person__email", flat=True)),
        "seats": Counter(seats.values_list("state", flat=True)),
        "entries": Entry.objects.filter(act__in=acts).count(),
        "letters": Letter.objects.filter(to__startswith="p").count(),
        "spent": list(Ticket.objects.filter(spent=True).values_list("public_id", flat=True)),
        "responses": sorted(str(row.answers.get("use_first")) for row in Response.objects.all()),
        "drafts": AnswerDraft.objects.count(),
    }


def main() -> None:
    """Arguments: make and a number of people, or look. Prints one JSON object."""
    result = make(int(sys.argv[2])) if sys.argv[1] == "make" else look()
    sys.stdout.write(json.dumps(result))
