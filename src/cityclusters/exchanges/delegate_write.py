"""Writes a confirmed list: people, organisations and seats, in the order of the file.

Each line is written in one transaction together with the mark that it is written, so a worker that is
killed anywhere goes on where it stopped, and nothing is doubled. Each line is checked again first: what
became known since the dry run is matched, and what became wrong is left out and shown."""

import time
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.delegate_check import Checked, Line, ListCheck
from cityclusters.exchanges.delegate_columns import is_yes, language_of, sex_of
from cityclusters.exchanges.delegate_invite import invite
from cityclusters.exchanges.delegate_read import kept
from cityclusters.exchanges.errors import NotPossible
from cityclusters.exchanges.models import DelegateList, DelegateRow, Exchange, Registration
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person

# The embedded database has one writer at a time: a transaction ends after BUSY seconds, and then others
# have REST seconds to come in.
BUSY = 0.025
REST = 0.012
MOST = 100  # lines in one transaction


class ListWriter:
    """Writes the lines of one list that are planned and not written yet."""

    def __init__(self, delegates: DelegateList) -> None:
        self.delegates = delegates
        self.exchange: Exchange = delegates.exchange
        self.size = 20  # lines fetched for a transaction: about twice as many as the last one wrote

    def run(self) -> None:
        """Writes them all and leaves the list DONE."""
        rows = list(self._waiting())
        lines = {row.pk: Line(row.line, row.values, row.flags) for row in rows}
        self.check = ListCheck(self.delegates, list(lines.values()), whole=False)
        position = 0
        while position < len(rows):
            position += self._some(rows[position:], lines)
            time.sleep(REST)
        self._finish()
        self.delegates.refresh_from_db()
        self.delegates.forget_file()

    def _waiting(self) -> "QuerySet[DelegateRow]":
        rows = self.delegates.rows.filter(plan__in=DelegateRow.WRITTEN_PLANS, written_at=None)
        return rows.order_by("line")

    def _some(self, rows: Sequence[DelegateRow], lines: dict[int, Line]) -> int:
        """As many lines as fit into one short transaction; how many they were."""
        count = 0
        with transaction.atomic():
            self.exchange.lock()
            begin = time.monotonic()
            some = rows[: self.size]
            fresh = DelegateRow.objects.select_for_update().in_bulk([row.pk for row in some])
            for row in some:
                if (now := fresh.get(row.pk)) is not None and now.written_at is None:
                    self._line(now, lines[row.pk])
                count += 1
                if time.monotonic() - begin > BUSY:
                    break
            delegates = DelegateList.objects.filter(pk=self.delegates.pk)
            self.delegates.rows_done += count
            delegates.update(rows_done=self.delegates.rows_done, touched_at=timezone.now())
        self.size = max(2, min(MOST, 2 * count))
        return count

    def _line(self, row: DelegateRow, line: Line) -> None:
        found = self.check.check(line)
        if found.plan in DelegateRow.WRITTEN_PLANS:
            try:
                with transaction.atomic():
                    self._write(found, line)
            except NotPossible as error:
                found.plan = DelegateRow.Plan.BAD
                found.add("name", "closed", params={"words": str(error)})
        for name, value in kept(found).items():
            setattr(row, name, value)
        row.written_at = timezone.now() if found.plan != DelegateRow.Plan.BAD else None
        row.save()

    def _write(self, found: Checked, line: Line) -> None:
        found.organisation = found.organisation or self._organisation(found)
        found.new_organisation = ""
        new = found.person is None
        found.person = found.person or self._person(found, line)
        self.check.matcher.add(found.person, found.organisation.pk if found.organisation else None)
        found.registration = self._seat(found, line)
        self.check.registrations[found.person.pk] = found.registration
        if self.delegates.invite:
            invite(found.registration, self.delegates.language, new=new)

    def _organisation(self, found: Checked) -> Organisation | None:
        """The organisation that the line names and nobody knows yet; one for all lines that name it."""
        if not found.new_organisation:
            return None
        language = self.delegates.language
        made = Organisation.objects.create(
            names=make_texts(language, **{language: found.new_organisation}),
            kind=self.delegates.kind,
            place=found.place,
        )
        record(
            self.delegates.by,
            "organisation.listed",
            made,
            organisation=made,
            delegates=self.delegates.public_id,
        )
        self.check.matcher.add_organisation(made)
        return made

    def _person(self, found: Checked, line: Line) -> Person:
        person = Person.objects.create_user(
            email=found.email or None,
            name=line.values["name"],
            language=language_of(line.values.get("language", "")) or self.delegates.language,
            sex=sex_of(line.values.get("sex", "")) or "",
            state=Person.State.INVITED,
        )
        record(self.delegates.by, "person.listed", person, organisation=found.organisation)
        return person

    def _seat(self, found: Checked, line: Line) -> Registration:
        assert found.person is not None
        return self.exchange.register(
            found.person,
            by=self.delegates.by,
            organisation=found.organisation,
            post=line.values.get("post", "")[:200],
            delegation_head=is_yes(line.values.get("head", "")),
            access_needs=line.values.get("access", "")[:300],
            notify=False,
        )

    @transaction.atomic
    def _finish(self) -> None:
        delegates = DelegateList.objects.select_for_update().get(pk=self.delegates.pk)
        if delegates.state != DelegateList.State.WRITING:
            return
        delegates.state, delegates.finished_at = DelegateList.State.DONE, timezone.now()
        delegates.touched_at = timezone.now()
        delegates.save()
        written = delegates.rows.exclude(written_at=None).count()
        record(
            delegates.by,
            "delegates.written",
            self.exchange,
            organisation=self.exchange.organiser,
            people=written,
        )
