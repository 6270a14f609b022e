"""Letters that came back: marked, and after repeated ones no digest goes to that address for a while."""

import re
from datetime import timedelta
from email.message import Message

from django.db import transaction
from django.utils import timezone

from cityclusters.incoming.addresses import target_of
from cityclusters.incoming.models import Bounce, IncomingMail, Pause
from cityclusters.incoming.parsing import Parsed, all_raw, raw_header, safely
from cityclusters.incoming.plain import one_line
from cityclusters.journal.acts import record
from cityclusters.journal.courier import HOST
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person

AFTER = 3  # permanent bounces
WITHIN = timedelta(days=30)
STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
OUR_ID = re.compile(rf"<([a-z0-9]{{10}})@{re.escape(HOST)}>", re.IGNORECASE)


def take_report(row: IncomingMail, parsed: Parsed) -> None:
    """Marks the letter that a report is about; a report about nothing of ours changes nothing."""
    letter = _letter(row, parsed)
    status, words = _status(parsed)
    if letter is None or not status or status.startswith("2"):
        return
    permanent = status.startswith("5")
    row.person, row.taken_kind, row.taken_id = letter.person, "letter", letter.public_id
    row.save(update_fields=["person", "taken_kind", "taken_id"])
    fields = {
        "person": letter.person,
        "address": letter.to,
        "permanent": permanent,
        "status": status,
        "words": words,
    }
    _bounce, is_new = Bounce.objects.update_or_create(letter=letter, defaults=fields)
    if permanent and is_new:
        letter.came_back(f"{status} {words}".strip())
        _pause_after_many(letter, words)


def _letter(row: IncomingMail, parsed: Parsed) -> Letter | None:
    """By the address to which the report came, which only the servers on the letter's way know; else by the
    Message-ID in the part of the letter that came back."""
    target = target_of(row.recipient)
    name = target.person if target and target.kind == "bounce" else ""
    if not name:
        found = next(
            (OUR_ID.search(_text(part)) for part in parsed.message.walk() if _holds_letter(part)), None
        )
        name = found[1].lower() if found else ""
    return Letter.objects.filter(public_id=name).select_related("person").first() if name else None


def _holds_letter(part: Message) -> bool:
    return safely(part.get_content_type, "") in ("text/rfc822-headers", "message/rfc822")


def _text(part: Message) -> str:
    return safely(lambda: part.as_string()[:50_000], "")


def _status(parsed: Parsed) -> tuple[str, str]:
    """The worst status of the report ('5.1.1') and the other server's words."""
    worst, words = "", ""
    for part in parsed.message.walk():
        if safely(part.get_content_type, "") != "message/delivery-status":
            continue
        for block in part.walk():
            status = STATUS.search(" ".join(all_raw(block, "Status")))
            if status and status[0] > worst:
                worst = status[0]
                words = one_line(raw_header(block, "Diagnostic-Code"))[:200]
    return worst, words


def _pause_after_many(letter: Letter, words: str) -> None:
    """After three in a month nothing regular goes to the address until somebody says that it works again."""
    lifted = Pause.objects.filter(address=letter.to).exclude(lifted_at=None).first()
    since = timezone.now() - WITHIN
    if lifted is not None and lifted.lifted_at is not None:
        since = max(since, lifted.lifted_at)
    if Bounce.objects.filter(address=letter.to, permanent=True, at__gt=since).count() < AFTER:
        return
    _pause, is_new = Pause.objects.get_or_create(
        address=letter.to, lifted_at=None, defaults={"person": letter.person, "words": words}
    )
    if is_new and letter.person is not None:
        record(None, "mail.paused", letter.person)


def paused(person: Person) -> Pause | None:
    """The pause of her address, if there is one."""
    return Pause.objects.now().filter(address=person.email or "").first()


@transaction.atomic
def lift(pause: Pause, by: Person) -> None:
    """The address works again; twice is once."""
    if (
        Pause.objects.now().filter(pk=pause.pk).update(lifted_at=timezone.now(), lifted_by=by)
        and pause.person
    ):
        record(by, "mail.resumed", pause.person)
