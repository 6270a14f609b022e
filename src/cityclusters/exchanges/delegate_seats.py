"""Seats for many people at once, as Exchange.register gives them one by one (rule EX1)."""

from collections.abc import Sequence

from django.utils import timezone

from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.journal.acts import line, record_all
from cityclusters.people.models import Person


def register_all(exchange: Exchange, by: Person | None, seats: Sequence[Registration]) -> None:
    """Writes new registrations in their order: seats while there are free ones, then places in the line.

    Only under the exchange's lock (Exchange.lock), after Exchange.check_open, for people who have no
    registration for it yet. Writes no letters. Five statements, whatever the number of people."""
    now = timezone.now()
    free = _free(exchange, len(seats))
    for place, seat in enumerate(seats):
        has_seat = place < free
        seat.exchange, seat.registered_by, seat.registered_at = exchange, by, now
        seat.state = Registration.State.CONFIRMED if has_seat else Registration.State.WAITLISTED
        seat.queued_at = None if has_seat else now  # rows written together stand in the line by their keys
    Registration.objects.bulk_create(seats)
    acts = {"confirmed": "registration.confirmed", "waitlisted": "registration.waitlisted"}
    record_all(line(by, acts[seat.state], seat, organisation=seat.organisation) for seat in seats)


def _free(exchange: Exchange, wanted: int) -> int:
    """How many of the newcomers get a seat: none while somebody waits for one."""
    if exchange.capacity is None:
        return wanted
    rows = exchange.registrations
    if rows.filter(state=Registration.State.WAITLISTED).exists():
        return 0
    return max(0, exchange.capacity - rows.filter(state=Registration.State.CONFIRMED).count())
