"""Files, courses and pairs of a hub for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange, Session
from cityclusters.groups.hub import acts, courses
from cityclusters.groups.models import Course, Group, Participant
from cityclusters.people.models import Person

State = Participant.State
WAY = {
    State.INTAKE: (),
    State.ELIGIBLE: (State.ELIGIBLE,),
    State.WAITING: (State.ELIGIBLE, State.WAITING),
    State.ACTIVE: (State.ELIGIBLE, State.ACTIVE),
    State.COMPLETED: (State.ELIGIBLE, State.ACTIVE, State.COMPLETED),
    State.ALUMNA: (State.ELIGIBLE, State.ACTIVE, State.COMPLETED, State.ALUMNA),
}


def file(
    group: Group, manager: Person, name: str = "Weaver", person: Person | None = None, state: str = "intake",
    **fields: Any,
) -> Participant:  # fmt: skip
    """A file that has come so far."""
    row = acts.open_file(
        group, manager, once=secret_code(), name=name, person=person, language="en", **fields
    )
    for to in WAY[State(state)]:
        acts.move(row, manager, to)
    return row


def course(
    group: Group, manager: Person, title: str = "Selling online", days: int = 3, **about: Any
) -> Course:
    """A course with one session of two hours, open to everybody who may see it."""
    given: dict[str, Any] = {
        "title": make_texts("en", en=title), "mode": "room", "languages": ["en"], "venue": "Room 2",
        "needs_assessment": False,
    }  # fmt: skip
    made = courses.create(
        group, manager, given | about,
        {"need": "online_selling", "hours": make_texts("en", en="Sundays, 10 to 12"), "childcare": "there"},
    )  # fmt: skip
    start = timezone.now() + timedelta(days=days)
    exchange = made.exchange
    Session.objects.create(
        exchange=exchange, title=exchange.title, start=start, end=start + timedelta(hours=2)
    )
    Exchange.objects.filter(pk=exchange.pk).update(state="open")
    exchange.refresh_from_db()
    return made
