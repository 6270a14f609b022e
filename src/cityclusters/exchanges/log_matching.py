"""Whose connections the lines of a log are: by e-mail, else by a name that only one participant has."""

from collections import defaultdict

from django.db.models import QuerySet

from cityclusters.exchanges.delegate_names import name_keys, same_name
from cityclusters.exchanges.log_reading import names_in
from cityclusters.exchanges.models import Exchange, LogRow, Registration

PROPOSED = 6
# Who may have been in the meeting; somebody on the waiting list or invited may have got in by the link.
SEATS = (
    Registration.State.CONFIRMED,
    Registration.State.WAITLISTED,
    Registration.State.INVITED,
)


def seats(exchange: Exchange) -> "QuerySet[Registration]":
    """The registrations that a line may belong to, with their people and organisations."""
    rows = Registration.objects.filter(exchange=exchange, state__in=SEATS)
    return rows.select_related("person", "organisation").order_by("person__name", "pk")


class Participants:
    """The participants of an exchange by address and by name, loaded once for a whole log."""

    def __init__(self, exchange: Exchange) -> None:
        self._by_email: dict[str, Registration] = {}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._rows: dict[int, Registration] = {}
        for seat in seats(exchange):
            self._rows[seat.pk] = seat
            if seat.person.email:
                self._by_email[seat.person.email.lower()] = seat
            for key in name_keys(seat.person.name):
                self._by_name[key].add(seat.pk)

    def find(self, name: str, email: str) -> tuple[Registration | None, str]:
        """Whose line it is, and how she was recognised. A name that two participants have, or one that is
        only similar, is left to a person."""
        if email in self._by_email:
            return self._by_email[email], LogRow.Match.EMAIL
        for text in names_in(name):
            found = {key for form in name_keys(text) for key in self._by_name.get(form, ())}
            if len(found) == 1:
                return self._rows[found.pop()], LogRow.Match.NAME
        return None, LogRow.Match.OPEN

    def similar(self, name: str) -> list[Registration]:
        """Participants whose names share a word with the label, those with the most words first."""
        words = {word for text in names_in(name) for key in name_keys(text) for word in key.split()}
        scored = []
        for seat in self._rows.values():
            own = {word for key in name_keys(seat.person.name) for word in key.split()}
            alike = any(same_name(text, seat.person.name) for text in names_in(name))
            common = len(words & own) + 2 * alike
            if common:
                scored.append((-common, seat.person.name, seat.pk))
        return [self._rows[key] for _score, _name, key in sorted(scored)[:PROPOSED]]
