"""Filling in a number, approving it, giving it back, locking it; every change keeps what stood before."""

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import with_commas
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import rules as project_rules
from cityclusters.projects.models import Indicator, Value, ValueChange
from cityclusters.projects.monitoring import rules
from cityclusters.projects.monitoring.words import SIDE_WORDS
from cityclusters.projects.progress import Count, Period, falls, period_of, rhythm_of, total_of
from cityclusters.projects.standing import SIDES, count_of, restand
from cityclusters.support.giving.evidence import PAPER, paper

NUMBERS = ("female", "male", "other", "not_stated", "total")


def _locked(indicator: Indicator) -> Indicator:
    """The indicator as it is now, nobody else writing its numbers."""
    rows = Indicator.objects.select_for_update(of=("self",)).select_related("project__lead")
    return rows.get(pk=indicator.pk)


def _period(indicator: Indicator, code: str) -> Period:
    """The period. Raises NotPossible for one of another rhythm, and for one that is not over."""
    period = period_of(code)
    if period is None or rhythm_of(code) != indicator.rhythm:
        raise NotPossible(_("This indicator has no such period."))
    if period.end >= timezone.localdate():
        raise NotPossible(_("This period is not over yet."))
    return period


def _count(indicator: Indicator, fields: dict[str, Any]) -> Count:
    """The number as typed; of people the total is the sum. Raises NotPossible where there is none."""
    count = Count(**{side: fields.get(side) for side in SIDES})
    total = total_of(indicator.unit, count)
    if total is None:
        raise NotPossible(_("Fill in a number. Write 0 if there was nobody or nothing."))
    return Count(count.female, count.male, count.other, count.not_stated, total)


def _check_falls(indicator: Indicator, period: Period, count: Count, reason: str) -> None:
    """Raises NotPossible where 'all so far' falls without a reason."""
    if reason.strip():
        return
    values = indicator.values.exclude(period=period.code)
    before = values.filter(ends__lt=period.end).order_by("-ends").first()
    after = values.filter(ends__gt=period.end).order_by("ends").first()
    sides = falls(
        indicator.type, count_of(before) if before else None, count, count_of(after) if after else None
    )
    if sides:
        names = with_commas(str(SIDE_WORDS[side]) for side in sides)
        words = _(
            "This counts all so far, but it is lower than before, or higher than later: %(who)s. Say why."
        )
        raise NotPossible(words % {"who": names})


@transaction.atomic
def fill(
    indicator: Indicator, code: str, by: Person, *, file: UploadedFile | None = None, **fields: Any
) -> Value:
    """Writes the number of a period, to be checked by somebody else. One that was approved is changed with a
    `reason`, keeps what stood before, and is checked again.

    Raises NotPossible for those who may not, for a period that is not over, for a locked number, without any
    number, and where 'all so far' falls without a `fall_reason`."""
    row = _locked(indicator)
    if not rules.may_fill(by, row):
        raise NotPossible(_("Only whoever reports this number can fill it in."))
    period, count = _period(row, code), _count(row, fields)
    _check_falls(row, period, count, fields.get("fall_reason", ""))
    value = row.values.filter(period=code).first()
    if value is None:
        value = Value(indicator=row, period=code, starts=period.start, ends=period.end)
    else:
        _change(value, count, by, fields.get("reason", ""))
    for side in SIDES:
        setattr(value, side, getattr(count, side))
    for name in ("note", "link", "fall_reason"):
        setattr(value, name, fields.get(name) or "")
    if file is not None:
        _attach(value, file)
    value.state, value.by, value.at, value.returned = Value.State.DRAFT, by, timezone.now(), ""
    value.approved_by = value.approved_at = None
    value.save()
    restand([row])
    record(by, "projects_number.filled", value, organisation=row.project.lead, period=code)
    return value


def _change(value: Value, count: Count, by: Person, reason: str) -> None:
    """Keeps what stood before. Raises NotPossible for a locked number, and without a reason for an approved
    one."""
    if value.state == Value.State.LOCKED:
        raise NotPossible(_("This number is locked. Whoever leads the project can open it again."))
    if value.state == Value.State.APPROVED and not reason.strip():
        raise NotPossible(_("This number was approved. Say why it changes."))
    before, after = _plain(count_of(value)), _plain(count)
    if before != after:
        value.changes.create(before=before, after=after, was=value.state, reason=reason.strip(), by=by)


def _plain(count: Count) -> dict[str, str | None]:
    return {side: _text(getattr(count, side)) for side in SIDES}


def _text(number: Decimal | int | None) -> str | None:
    return None if number is None else f"{Decimal(number).normalize():f}"


def _attach(value: Value, upload: UploadedFile) -> None:
    """A photo, written anew and small, or a PDF. Raises NotPossible for anything else."""
    head: bytes = upload.read(5)
    upload.seek(0)
    kept: ContentFile[bytes] = paper(upload) if head == PAPER else files.picture(upload).light
    files.delete_on_commit(value.file.storage, value.file.name)
    value.file_name = (upload.name or "")[-120:]
    value.file.save(str(kept.name), kept, save=False)


def _one(value: Value) -> Value:
    """The number as it is now, with its indicator locked first, as `fill` does."""
    indicator = _locked(value.indicator)
    row = Value.objects.select_for_update(of=("self",)).get(pk=value.pk)
    row.indicator = indicator
    return row


@transaction.atomic
def approve(value: Value, by: Person) -> None:
    """Another person than who filled it in finds it right; twice is once. Raises NotPossible."""
    row = _one(value)
    if row.state in Value.SETTLED:
        return
    if row.by_id == by.pk:
        raise NotPossible(_("Somebody else than who filled it in has to approve it."))
    if not rules.may_approve(by, row):
        raise NotPossible(_("Only those who write in the project approve numbers."))
    row.state, row.approved_by, row.approved_at, row.returned = Value.State.APPROVED, by, timezone.now(), ""
    row.save(update_fields=["state", "approved_by", "approved_at", "returned"])
    restand([row.indicator])
    record(by, "projects_number.approved", row, organisation=row.indicator.project.lead)
    value.refresh_from_db()


@transaction.atomic
def give_back(value: Value, by: Person, reason: str) -> None:
    """Says what is to be corrected. Raises NotPossible for one's own number, one that is settled, and without
    a reason."""
    row = _one(value)
    if not rules.may_approve(by, row) or row.state != Value.State.DRAFT:
        raise NotPossible(_("This number can't be given back now."))
    if not reason.strip():
        raise NotPossible(_("Say what is to be corrected."))
    row.returned = reason.strip()[:500]
    row.save(update_fields=["returned"])
    record(by, "projects_number.given_back", row, organisation=row.indicator.project.lead)
    value.refresh_from_db()


@transaction.atomic
def lock(value: Value, by: Person) -> None:
    """An approved number stays as it is from now on; twice is once. Raises NotPossible."""
    row = _one(value)
    if row.state == Value.State.LOCKED:
        return
    if not rules.may_lock(by, row) or row.state != Value.State.APPROVED:
        raise NotPossible(_("Those who lead the project lock numbers that are approved."))
    row.state, row.locked_by, row.locked_at = Value.State.LOCKED, by, timezone.now()
    row.save(update_fields=["state", "locked_by", "locked_at"])
    record(by, "projects_number.locked", row, organisation=row.indicator.project.lead)
    value.refresh_from_db()


@transaction.atomic
def unlock(value: Value, by: Person, reason: str) -> None:
    """A locked number may be changed again; the reason is kept with it. Raises NotPossible."""
    row = _one(value)
    if not rules.may_lock(by, row) or row.state != Value.State.LOCKED:
        raise NotPossible(_("This number is not locked, or you don’t lead the project."))
    if not reason.strip():
        raise NotPossible(_("Say why it is opened again."))
    same = _plain(count_of(row))
    ValueChange.objects.create(
        value=row, before=same, after=same, was=row.state, reason=reason.strip(), by=by
    )
    row.state, row.locked_by, row.locked_at = Value.State.APPROVED, None, None
    row.save(update_fields=["state", "locked_by", "locked_at"])
    record(by, "projects_number.unlocked", row, organisation=row.indicator.project.lead)
    value.refresh_from_db()


@transaction.atomic
def give_to(indicator: Indicator, by: Person, person: Person | None) -> None:
    """Who fills in its numbers from now on. Raises NotPossible for those who don't write in the project."""
    row = _locked(indicator)
    if not project_rules.may_write(by, row.project):
        raise NotPossible(_("Only those who write in the project choose who reports."))
    row.reporter = person
    row.reminded_for = ""
    row.save(update_fields=["reporter", "reminded_for"])
    record(by, "projects_indicator.given", row, organisation=row.project.lead)
    indicator.refresh_from_db()
