"""Adding, changing and checking services; closing one. Each one shown was checked by somebody."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.phones import dialled
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.people.readers import is_officer
from cityclusters.projects.directory.placeless import says_where, says_where_it_is_safe
from cityclusters.projects.models import Project, Service, ServiceCheck
from cityclusters.projects.rules import may_write

TEXTS = ("names", "hours", "note")
MOST_PHONES = 4
# What somebody who called has heard: when one of these changes, the check no longer holds.
CHECKED = ("kind", "phones", "hours", "always")


def _must_keep(by: Person, project: Project | None) -> None:
    if is_officer(by) or (project is not None and may_write(by, project)):
        return
    raise NotPossible(_("Only those who write on the local plan can change its services."))


def look(kind: str, fields: dict[str, Any]) -> None:
    """Raises NotPossible where a text says where something stands, where no number can be called, and for a
    safe place to stay with a place."""
    find = says_where_it_is_safe if kind == Service.Kind.SHELTER else says_where
    for name in TEXTS:
        for language, text in (fields.get(name) or {}).items():
            # The hours of a safe place have digits, too.
            found = "" if language == "_" else (says_where if name == "hours" else find)(text)
            if found:
                words = _("Take out what says where it is: “%(words)s”. The line tells the way.")
                raise NotPossible(words % {"words": found})
    if found := says_where(fields.get("source", "")):
        raise NotPossible(_("Take out what says where it is: “%(words)s”.") % {"words": found})
    phones = fields.get("phones") or []
    if not phones or len(phones) > MOST_PHONES or not all(dialled(phone) for phone in phones):
        raise NotPossible(_("Write one to four numbers that can be called."))
    if kind == Service.Kind.SHELTER and fields.get("place"):
        raise NotPossible(_("A safe place to stay is listed for the whole country: leave the city out."))


@transaction.atomic
def add(
    by: Person, *, project: Project | None, once: str = "", checked_on: date | None = None, **fields: Any
) -> Service:
    """A service; shown to everybody once it is checked (on `checked_on`, where she has called already). The
    same form sent twice gives one. Raises NotPossible for others than those who keep the directory, and for
    words that say where it is."""
    _must_keep(by, project)
    look(fields["kind"], fields)
    if once and (known := Service.objects.filter(once=once).first()):
        _must_keep(by, known.project)
        return known
    row = Service.objects.create(project=project, once=once or None, made_by=by, **fields)
    record(by, "projects_service.added", row)
    if checked_on:
        check(row, by, ServiceCheck.Outcome.RIGHT, on=checked_on)
    return row


def _locked(service: Service, by: Person) -> Service:
    rows = Service.objects.select_for_update(of=("self",)).select_related("project")
    row = rows.get(pk=service.pk)
    _must_keep(by, row.project)
    return row


@transaction.atomic
def change(service: Service, by: Person, *, checked_on: date | None = None, **fields: Any) -> None:
    """Changes what is said. Another number, kind or hour that nobody has checked is not shown until somebody
    has. Raises NotPossible like adding."""
    row = _locked(service, by)
    known = {name: getattr(row, name) for name in (*TEXTS, "phones", "place", "source")}
    look(fields.get("kind", row.kind), {**known, **fields})
    other = any(name in fields and fields[name] != getattr(row, name) for name in CHECKED)
    for name, value in fields.items():
        setattr(row, name, value)
    if other and row.state != Service.State.CLOSED:
        row.state, row.verified_on, row.verified_by = Service.State.UNVERIFIED, None, None
    row.save()
    record(by, "projects_service.changed", row)
    if checked_on:
        check(row, by, ServiceCheck.Outcome.RIGHT, on=checked_on)
    service.refresh_from_db()


@transaction.atomic
def check(
    service: Service, by: Person, outcome: str, *, on: date | None = None, note: str = ""
) -> ServiceCheck:
    """She called: it is right and shown for 90 days, nobody answered and nothing changes, or it has closed.
    Raises NotPossible for others, and for a day to come."""
    row = _locked(service, by)
    today = timezone.localdate()
    day = on or today
    if day > today:
        raise NotPossible(_("This day has not come yet."))
    made = ServiceCheck.objects.create(service=row, by=by, on=day, outcome=outcome, note=note)
    if outcome == ServiceCheck.Outcome.CLOSED:
        row.state = Service.State.CLOSED
    elif outcome == ServiceCheck.Outcome.RIGHT and (row.verified_on is None or day >= row.verified_on):
        row.verified_on, row.verified_by = day, by
        row.state = state_on(row, today)
    row.save(update_fields=["state", "verified_on", "verified_by"])
    record(by, f"projects_service.checked_{outcome}", row)
    service.refresh_from_db()
    return made


def state_on(row: Service, today: date) -> str:
    """What the calendar makes of a service that was checked."""
    if row.state == Service.State.CLOSED or row.verified_on is None:
        return row.state if row.state == Service.State.CLOSED else Service.State.UNVERIFIED
    if row.stale_from is not None and today < row.stale_from:
        return Service.State.VERIFIED
    return Service.State.STALE if row.is_shown_on(today) else Service.State.HIDDEN


@transaction.atomic
def reopen(service: Service, by: Person) -> None:
    """It is there again, and waits to be checked. Raises NotPossible for others."""
    row = _locked(service, by)
    if row.state == Service.State.CLOSED:
        row.state, row.verified_on, row.verified_by = Service.State.UNVERIFIED, None, None
        row.save(update_fields=["state", "verified_on", "verified_by"])
        record(by, "projects_service.reopened", row)
    service.refresh_from_db()
