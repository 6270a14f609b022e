"""A hub of the focal point's city with something to book, a course, a file, a pair, for the access table.

The focal point manages it and acts for the city that runs it; the delegate has the file and a booking; the
other is her coach."""

from datetime import timedelta
from typing import Any

from cityclusters.core.ids import secret_code
from cityclusters.exchanges.models import Publication
from cityclusters.groups.booking import keeping
from cityclusters.groups.hub import mentoring
from cityclusters.groups.models import Group
from cityclusters.groups.tests import making, making_hub
from cityclusters.groups.tests.making_booking import at, booked, facility
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space

PARTS = ["courses", "guidance", "counselling", "booking"]


def things(city: Organisation, focal: Person, other: Person, delegate: Person) -> dict[str, Any]:
    """`hub_course` stands in a space; `hub_idea` belongs to no group yet."""
    assert city.place is not None
    hub = making.group(city.place, manager=focal, organisation=city, parts=PARTS)
    making.keep(hub, other, "coach")
    row = making_hub.file(hub, focal, "Weaver", person=delegate, state="completed")
    machine = facility(hub, needs_briefing=True, needs_approval=True)
    span: dict[str, Any] = {"start": at(hub, 9, days=9), "end": at(hub, 12, days=9)}
    run = _course(hub, focal, "Selling online")
    seat = run.exchange.register(delegate, by=focal)
    pair = mentoring.begin(hub, focal, other, row, once=secret_code(), starts=hub.today())
    idea = _course(hub, focal, "Sewing").exchange
    hub.courses.filter(exchange=idea).delete()
    return {
        "hub": hub, "facility": machine, "booking": booked(machine, delegate),
        "closure": keeping.close(machine, focal, **span, reason="New belt"),
        "briefing": keeping.brief(machine, focal, delegate, on=hub.today(), valid_until=None),
        "file": row, "outcome_check": row.checks.first(), "hub_course": run.exchange, "hub_seat": seat,
        "hub_idea": idea, "pair": pair,
        "coach_note": mentoring.write(
            pair, other, once=secret_code(), on=hub.today(), text="Costs", language="en"
        ),
    }  # fmt: skip


def _course(hub: Group, focal: Person, title: str) -> Any:
    space = Space.objects.order_by("pk").last()
    assert space is not None
    run = making_hub.course(hub, focal, title)
    Publication.objects.create(exchange=run.exchange, space=space, by=focal)
    return run


def more(hub: Group, focal: Person, number: int) -> None:
    """One more course in the space, with one more session."""
    run = _course(hub, focal, f"Course {number}")
    first = run.exchange.sessions.get()
    first.pk, first.public_id = None, f"more{number:06d}"
    first.start, first.end = first.start + timedelta(days=1), first.end + timedelta(days=1)
    first.save(force_insert=True)
