"""Taking mail out of a mailbox: a Maildir, an mbox file, or a folder of an IMAP server.

For sites whose mail server can't hand mail on. A mailbox does not say for whom a message came, so the headers
that servers leave there say it, then To and Cc."""

import imaplib
import mailbox
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from pathlib import Path

from django.conf import settings

from cityclusters.incoming.addresses import target_of
from cityclusters.incoming.arriving import keep

ENVELOPE = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To")
VISIBLE = ("To", "Cc")
TIMEOUT = 60  # seconds


def recipients_of(raw: bytes) -> list[str]:
    """Those of our addresses to which the message came, each once."""
    try:
        headers = BytesHeaderParser().parsebytes(raw)
        values = {name: [str(value) for value in headers.get_all(name, [])] for name in (*ENVELOPE, *VISIBLE)}
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        return []
    for names in (ENVELOPE, VISIBLE):
        written = [" ".join(value.split()) for name in names for value in values[name]]
        found = {address.lower() for _name, address in getaddresses(written)[:100] if target_of(address)}
        if found:
            return sorted(found)
    return []


def take(raw: bytes, via: str) -> bool:
    """Keeps one message; whether it is for us. A larger one than the limit is not."""
    wanted = recipients_of(raw) if len(raw) <= settings.MAIL_LIMIT else []
    if wanted:
        keep(raw, wanted, "", via)
    return bool(wanted)


def take_folder(path: Path, say: Callable[[str], None]) -> tuple[int, int]:
    """Takes what is for us out of a Maildir or an mbox file; how many, and how many stay because they are for
    nobody here. A message is removed after it is kept. Raises OSError, mailbox.Error."""
    box: mailbox.Mailbox[mailbox.Message]
    box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)  # type: ignore[assignment]
    box.lock()
    taken = left = 0
    try:
        for key in list(box.iterkeys()):
            if take(box.get_bytes(key), "mailbox"):
                box.remove(key)
                taken += 1
            else:
                left += 1
        box.flush()
    finally:
        box.unlock()
        box.close()
    if left:
        say(f"{left} messages are for nobody here and stay.")
    return taken, left


@contextmanager
def imap_folder() -> Iterator[imaplib.IMAP4]:
    """The folder of the settings, encrypted and signed in. Raises OSError, imaplib.IMAP4.error."""
    checked = ssl.create_default_context()  # the library's own one believes every certificate
    server = imaplib.IMAP4_SSL(settings.IMAP_HOST, settings.IMAP_PORT, ssl_context=checked, timeout=TIMEOUT)
    try:
        server.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
        server.select(f'"{settings.IMAP_FOLDER}"')
        yield server
    finally:
        server.logout()


def take_imap() -> tuple[int, int]:
    """Takes what nobody has read yet and marks it as read; how many, and how many are for nobody here."""
    taken = left = 0
    with imap_folder() as server:
        _answer, found = server.uid("SEARCH", "UNSEEN")
        for uid in (found[0] or b"").split():
            _answer, parts = server.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
            raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
            if take(raw, "imap"):
                taken += 1
            else:
                left += 1
            server.uid("STORE", uid.decode(), "+FLAGS", r"(\Seen)")
    return taken, left
