"""Writes a confirmed list: people, organisations and seats, in the order of the file.

The lines are written a few at a time, each few in one transaction together with the mark that they are
written, so a worker that is killed anywhere goes on where it stopped, and nothing is doubled. Each line is
checked again first: what became known since the dry run is matched, and what became wrong is left out."""

import time
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.delegate_check import Checked, Line, ListCheck
from cityclusters.exchanges.delegate_columns import is_yes, language_of, sex_of
from cityclusters.exchanges.delegate_invite import invite_all
from cityclusters.exchanges.delegate_read import kept
from cityclusters.exchanges.delegate_seats import register_all
from cityclusters.exchanges.models import DelegateList, DelegateRow, Registration
from cityclusters.journal.acts import line as entry
from cityclusters.journal.acts import record, record_all
from cityclusters.people.models import Organisation, Person
from cityclusters.places.folding import fold

# The embedded database has one writer at a time, and those who wait look again at least every 100 ms. So a
# transaction lasts about BUSY seconds (the number of its lines follows), and then nobody writes for REST
# seconds, in which everybody who waits gets in: nobody waits longer than the two together.
BUSY = 0.045
REST = 0.11
MOST = 80
FEWEST = 15  # fewer would cost more in transactions than they save others in waiting
Pair = tuple[DelegateRow, Checked]


class ListWriter:
    """Writes the lines of one list that are planned and not written yet."""

    def __init__(self, delegates: DelegateList) -> None:
        self.delegates = delegates
        self.exchange = delegates.exchange
        self.by = delegates.by
        self.made: dict[tuple[str, int | None], Organisation] = {}
        self.size = FEWEST

    def run(self) -> None:
        """Writes them all, then the invitations, and leaves the list DONE."""
        waiting = self.delegates.rows.filter(plan__in=DelegateRow.WRITTEN_PLANS, written_at=None)
        rows = list(waiting.order_by("line"))
        lines = [Line(row.line, row.values, row.flags) for row in rows]
        self.check = ListCheck(self.delegates, lines, whole=False)
        self.exchange.get_absolute_url()  # loads all addresses (most of a second) before anything is locked
        rest = REST if connection.vendor == "sqlite" else 0.0
        position = 0
        while position < len(rows):
            some = rows[position : position + self.size]
            self._step(some, lines[position : position + self.size])
            position += len(some)
            time.sleep(rest)
        if self.delegates.invite:
            invite_all(self.delegates)
        self._finish()

    def _step(self, rows: Sequence[DelegateRow], lines: Sequence[Line]) -> None:
        """Checks some lines, then writes them in one transaction; the next step is as long as this one
        suggests."""
        pairs = [(row, self.check.check(line)) for row, line in zip(rows, lines, strict=True)]
        begin = time.monotonic()
        with transaction.atomic():
            self.exchange.lock()
            begin = time.monotonic()  # waiting for others is not our work
            self._write(pairs)
            self.delegates.rows_done += len(rows)
            DelegateList.objects.filter(pk=self.delegates.pk).update(
                rows_done=self.delegates.rows_done, touched_at=timezone.now()
            )
        spent = max(time.monotonic() - begin, 0.001)
        self.size = max(FEWEST, min(MOST, round(len(rows) * BUSY / spent), 2 * self.size))

    def _write(self, pairs: Sequence[Pair]) -> None:
        """The lines that nobody else has written, under the exchange's lock."""
        keys = [row.pk for row, _found in pairs]
        open_keys = set(DelegateRow.objects.filter(pk__in=keys, written_at=None).values_list("pk", flat=True))
        pairs = [(row, found) for row, found in pairs if row.pk in open_keys]
        self._meet_newcomers(pairs)
        refusal = self._refusal()
        good = [
            (row, found) for row, found in pairs if found.plan in DelegateRow.WRITTEN_PLANS and not refusal
        ]
        for row, found in pairs:
            if refusal and not found.blocked:
                found.plan = DelegateRow.Plan.BAD
                found.add("name", "closed", params={"words": refusal})
            if found.plan not in DelegateRow.WRITTEN_PLANS:
                self._keep(row, found)
        if good:
            self._people(good)
            self._seats(good)
            self._mark(good)

    def _refusal(self) -> str:
        """Why the exchange takes nobody now, '' when it does."""
        try:
            self.exchange.check_open(herself=False, seat=None)
        except NotPossible as refusal:
            return str(refusal)
        return ""

    def _meet_newcomers(self, pairs: Sequence[Pair]) -> None:
        """Somebody may have signed up with one of the addresses since the line was checked."""
        unknown = {found.email: (row, found) for row, found in pairs if found.email and found.person is None}
        for person in Person.objects.filter(email__in=unknown):
            row, found = unknown[person.email or ""]
            self.check.matcher.add(person)
            again = self.check.check(Line(row.line, row.values, row.flags))
            for name in Checked.__slots__:
                setattr(found, name, getattr(again, name))

    def _keep(self, row: DelegateRow, found: Checked) -> None:
        """A line that is not written after all, with what the check says now."""
        for name, value in kept(found).items():
            setattr(row, name, value)
        row.written_at = timezone.now() if found.plan == DelegateRow.Plan.SAME else None
        row.save()

    def _people(self, pairs: Sequence[Pair]) -> None:
        """The organisations and people that nobody knows yet."""
        for _row, found in pairs:
            found.organisation = found.organisation or self._organisation(found)
        new = [(row, found) for row, found in pairs if found.person is None]
        for (_row, found), person in zip(new, map(self._person, new), strict=True):
            found.person = person
        people = Person.objects.create_many(found.person for _row, found in new if found.person)
        listed = zip(people, new, strict=True)
        record_all(
            entry(self.by, "person.listed", person, organisation=found.organisation)
            for person, (_row, found) in listed
        )
        for _row, found in pairs:
            if found.person is not None:
                key = found.organisation.pk if found.organisation else None
                self.check.matcher.add(found.person, key)

    def _person(self, pair: Pair) -> Person:
        row, found = pair
        return Person(
            email=found.email or None,
            name=row.values["name"],
            language=language_of(row.values.get("language", "")) or self.delegates.language,
            sex=sex_of(row.values.get("sex", "")) or "",
            state=Person.State.INVITED,
        )

    def _organisation(self, found: Checked) -> Organisation | None:
        """The organisation that the line names and nobody knows yet; one for all lines that name it."""
        if not found.new_organisation:
            return None
        key = (fold(found.new_organisation), found.place.pk if found.place else None)
        if key not in self.made:
            language = self.delegates.language
            made = Organisation.objects.create(
                names=make_texts(language, **{language: found.new_organisation}),
                kind=self.delegates.kind,
                place=found.place,
            )
            record(self.by, "organisation.listed", made, organisation=made)
            self.check.matcher.add_organisation(made)
            self.made[key] = made
        return self.made[key]

    def _seats(self, pairs: Sequence[Pair]) -> None:
        """Seats in the order of the file; who was invited accepts hers by being on the list."""
        people = [found.person for _row, found in pairs]
        known = {row.person_id: row for row in self.exchange.registrations.filter(person__in=people)}
        new = []
        for row, found in pairs:
            assert found.person is not None
            seat = known.get(found.person.pk)
            if seat is not None and seat.state == Registration.State.INVITED:
                seat = self.exchange.register(
                    found.person, by=self.by, notify=False, **self._told(row, found)
                )
            elif seat is None:
                seat = Registration(person=found.person, **self._told(row, found))
                new.append(seat)
            found.registration = self.check.registrations[found.person.pk] = seat
        register_all(self.exchange, self.by, new)

    def _told(self, row: DelegateRow, found: Checked) -> dict[str, Any]:
        """What the line says about her part."""
        return {
            "organisation": found.organisation,
            "post": row.values.get("post", "")[:200],
            "delegation_head": is_yes(row.values.get("head", "")),
            "access_needs": row.values.get("access", "")[:300],
        }

    def _mark(self, pairs: Sequence[Pair]) -> None:
        """Written, in the same transaction as what was written."""
        for row, found in pairs:
            row.registration = found.registration
        DelegateRow.objects.bulk_update([row for row, _found in pairs], ["registration"])
        keys = [row.pk for row, _found in pairs]
        DelegateRow.objects.filter(pk__in=keys).update(written_at=timezone.now())
        named = [(row, found) for row, found in pairs if found.new_organisation]
        for organisation in {found.organisation for _row, found in named}:
            rows = [row.pk for row, found in named if found.organisation == organisation]
            DelegateRow.objects.filter(pk__in=rows).update(organisation=organisation, new_organisation="")

    def _finish(self) -> None:
        with transaction.atomic():
            delegates = DelegateList.objects.select_for_update(of=("self",)).get(pk=self.delegates.pk)
            if delegates.state != DelegateList.State.WRITING:
                return
            delegates.state = DelegateList.State.DONE
            delegates.finished_at = delegates.touched_at = timezone.now()
            delegates.save()
            written = delegates.rows.exclude(written_at=None).count()
            organiser = self.exchange.organiser
            record(self.by, "delegates.written", self.exchange, organisation=organiser, people=written)
        delegates.forget_file()
