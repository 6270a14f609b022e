"""Keeping what arrives: a row with the raw message, committed before the sender's server hears of it."""

import hashlib
from collections.abc import Iterable
from email.errors import MessageError
from email.parser import BytesHeaderParser

from django.db import transaction

from cityclusters.incoming.addresses import target_of
from cityclusters.incoming.models import IncomingMail
from cityclusters.incoming.tasks import read_mail

SAME = ("message-id", "from", "date", "subject")
HEADERS = 200_000  # bytes that are looked at for them


def digest_of(recipient: str, raw: bytes) -> str:
    """A number for this message to this address. Headers that servers add on the way do not count, so a
    message that comes twice by different ways is one."""
    head, _blank, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    made = hashlib.sha256(recipient.strip().lower().encode())
    try:
        headers = BytesHeaderParser().parsebytes(head[:HEADERS] + b"\n\n")
        said = [str(headers.get(name, "")) for name in SAME]
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        said = [head.decode("latin-1")]
    made.update(repr(said).encode("utf-8", "surrogateescape"))
    made.update(body.rstrip(b"\n"))
    return made.hexdigest()


@transaction.atomic
def keep(raw: bytes, recipients: Iterable[str], envelope_sender: str, via: str) -> int:
    """Keeps the message, once for each of our addresses, and has it read; how many of them were new.

    Addresses that name nothing here are left out. Raises the database's errors; then nothing is kept."""
    found = 0
    for recipient in {address.strip().lower() for address in recipients}:
        target = target_of(recipient)
        if target is None:
            continue
        row, is_new = IncomingMail.objects.get_or_create(
            digest=digest_of(recipient, raw),
            defaults={
                "recipient": recipient[:254],
                "envelope_sender": _storable(envelope_sender)[:254],
                "via": via,
                "raw": raw,
                "size": len(raw),
                "kind": target.kind,
                "key": target.key,
            },
        )
        if is_new:
            found += 1
            read_mail.enqueue(row.pk)
    return found


def _storable(text: str) -> str:
    """Without the characters that a database or a page can't keep."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
