"""What an officer does with a list of delegates: uploads it, answers its questions, confirms or drops it.

The acts only change the list's own state and wake the worker; each refuses while the worker has the list."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.files import check_size
from cityclusters.core.sheets.clean import clean
from cityclusters.exchanges.models import DelegateList, DelegateRow, Exchange
from cityclusters.exchanges.tasks import read_list, write_list
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

OPEN_FOR_LISTS = (
    Exchange.State.PLANNED,
    Exchange.State.OPEN,
    Exchange.State.RUNNING,
    Exchange.State.DONE,
)


@transaction.atomic
def receive(exchange: Exchange, by: Person, upload: UploadedFile, **choices: Any) -> DelegateList:
    """Takes an uploaded file and has it read. `choices` are `language`, `country` (or None) and `kind` (of
    organisations that nobody knows yet). Raises NotPossible for an empty or too large file."""
    check_size(upload)
    name = clean(upload.name or "")[0][-200:]
    delegates = DelegateList(exchange=exchange, by=by, file_name=name, **choices)
    delegates.file.save(delegates.public_id, upload, save=False)
    delegates.save()
    record(by, "delegates.uploaded", exchange, organisation=exchange.organiser, delegates=delegates.public_id)
    read_list.enqueue(delegates.pk)
    return delegates


def _locked(delegates: DelegateList, *states: str) -> DelegateList:
    """The list as it is now, under a lock. Raises NotPossible where it is in another state."""
    now = DelegateList.objects.select_for_update(of=("self",)).get(pk=delegates.pk)
    if now.state not in states:
        raise NotPossible(_("This list has moved on meanwhile. Look at it again."))
    return now


@transaction.atomic
def read_again(delegates: DelegateList, **changes: Any) -> None:
    """Runs the check again with other `columns`, another `encoding`, or further `decisions`.

    Raises NotPossible while the list is read or written, or when it is done."""
    now = _locked(delegates, *DelegateList.OPEN)
    for name, value in changes.items():
        setattr(now, name, value)
    now.state, now.rows_done, now.touched_at = DelegateList.State.READING, 0, timezone.now()
    now.save()
    read_list.enqueue(now.pk)


def decide(delegates: DelegateList, answers: Mapping[str, str]) -> None:
    """Adds decisions on questions of the dry run and checks again. Raises NotPossible as `read_again`."""
    read_again(delegates, decisions={**delegates.decisions, **answers})


@transaction.atomic
def confirm(delegates: DelegateList, by: Person, *, invite: bool) -> None:
    """Has the lines without blocking problems written; with `invite`, their people get a letter.

    Confirming twice changes nothing. Raises NotPossible where the list is not checked or the exchange takes
    nobody."""
    now = _locked(delegates, DelegateList.State.CHECKED, DelegateList.State.WRITING, DelegateList.State.DONE)
    if now.state != DelegateList.State.CHECKED:
        return
    if now.exchange.state not in OPEN_FOR_LISTS:
        raise NotPossible(_("Plan the exchange first: people can't be registered for it now."))
    waiting = now.rows.filter(plan__in=DelegateRow.WRITTEN_PLANS)
    now.state, now.invite, now.by = DelegateList.State.WRITING, invite, by
    now.rows_done, now.rows_total = 0, waiting.count()
    now.confirmed_at = now.touched_at = timezone.now()
    now.save()
    record(
        by, "delegates.confirmed", now.exchange, organisation=now.exchange.organiser, people=now.rows_total
    )
    write_list.enqueue(now.pk)


def drop(delegates: DelegateList, by: Person) -> None:
    """Throws the list away with its file and its rows. Raises NotPossible once it was confirmed."""
    with transaction.atomic():
        now = _locked(delegates, *DelegateList.OPEN)
        now.rows.all().delete()
        now.state, now.header, now.sample = DelegateList.State.DROPPED, [], []
        now.save()
        record(by, "delegates.dropped", now.exchange, organisation=now.exchange.organiser)
    now.forget_file()


@transaction.atomic
def start_again(delegates: DelegateList) -> None:
    """Wakes the worker for a list about which it has been silent for minutes; harmless if it still works."""
    now = _locked(delegates, *DelegateList.BUSY)
    if not now.stuck:
        return
    now.touched_at = timezone.now()
    now.save(update_fields=["touched_at"])
    (read_list if now.state == DelegateList.State.READING else write_list).enqueue(now.pk)
