"""The rows of the outbox on their way: claimed by one worker, settled by it, or recovered when it died."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from cityclusters.journal import trace
from cityclusters.journal.models.letter import Letter
from cityclusters.people.models import Person

LEASE = timedelta(minutes=15)  # far longer than handing over one letter can take
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720)]
AT_ONCE = 1000
State = Letter.State


def folder() -> Path:
    """Where the workers keep their traces."""
    return Path(settings.DATA) / "workers"


def claim(worker: str, now: datetime) -> Letter | None:
    """Takes the next due letter, committed before anything is sent; None where none is due.

    Sign-in codes go first: somebody is waiting for each of them."""
    due = Letter.objects.filter(state=State.QUEUED, next_try__lte=now).order_by("-secret", "next_try", "pk")
    if not due.exists():  # without taking SQLite's only write lock every second
        return None
    with transaction.atomic():
        letter = due.select_for_update(skip_locked=True).first()
        if letter is not None:
            letter.state, letter.worker, letter.lease_until = State.SENDING, worker, now + LEASE
            letter.attempts += 1
            letter.save(update_fields=["state", "worker", "lease_until", "attempts"])
    return letter


def _settle(letter: Letter, **fields: object) -> None:
    """Writes how it went, unless the letter has been taken from this worker in the meantime."""
    mine = Letter.objects.filter(pk=letter.pk, state=State.SENDING, worker=letter.worker)
    emptied = letter.secret and not settings.DEMO and fields["state"] != State.QUEUED
    if emptied:
        fields |= {"body": "", "attachments": []}
    mine.update(**fields, worker="", lease_until=None)


def sent(letter: Letter, now: datetime) -> None:
    """The letter is with the mail server, or in its file."""
    _settle(letter, state=State.SENT, sent_at=now, problem="")


def put_back(letter: Letter, problem: str, now: datetime) -> None:
    """Tries again later, each time after a longer pause; gives up after eight attempts."""
    if letter.attempts > len(PAUSES):
        failed(letter, problem)
        return
    pause = PAUSES[letter.attempts - 1]
    _settle(letter, state=State.QUEUED, next_try=now + pause, problem=problem[:300])


def failed(letter: Letter, problem: str) -> None:
    """Gives up: an officer sees it and may send it again."""
    _settle(letter, state=State.FAILED, problem=problem[:300])


def unclear(letter: Letter) -> None:
    """Nobody can know whether the server took it: an officer decides."""
    _settle(letter, state=State.UNCLEAR, problem="")


def recover(worker: str, last: trace.Last, now: datetime) -> None:
    """Settles what a dead worker held, by its last word: accepted letters are sent, letters that the
    server had without answering are unclear, all others go out again."""
    for letter in Letter.objects.filter(state=State.SENDING, worker=worker):
        stage = last.stage if last.letter == letter.public_id else "idle"
        if stage == "accepted":
            sent(letter, now)
        elif stage == "given":
            unclear(letter)
        else:
            _again(letter)


def _again(letter: Letter) -> None:
    """Back into the queue; an attempt that was cut short is not counted."""
    _settle(letter, state=State.QUEUED, attempts=max(0, letter.attempts - 1))


@transaction.atomic
def send_failed_again(by: Person) -> int:
    """Puts the letters that failed back into the queue, at most a thousand; gives their number. Those whose
    address is none, or whose text is emptied, stay."""
    failed = Letter.objects.filter(state=State.FAILED).exclude(body="").exclude(problem=Letter.BAD_ADDRESS)
    letters = list(failed.order_by("pk")[:AT_ONCE])
    for letter in letters:
        letter.send_again(by)
    return len(letters)


def recover_elsewhere(now: datetime, living: list[str]) -> None:
    """Settles letters of workers on other machines, whose traces can't be read here, once their lease is
    over. Letters to files are simply written again: that can't double them."""
    lost = Letter.objects.filter(Q(state=State.SENDING) & Q(lease_until__lt=now)).exclude(worker__in=living)
    for letter in lost:
        if settings.MAIL_TO_FILES:
            _again(letter)
        else:
            unclear(letter)
