"""The mail that apps get, made from the raw message that is kept."""

from typing import NamedTuple

from cityclusters.incoming.attachments import looked_at
from cityclusters.incoming.mail import Mail
from cityclusters.incoming.models import IncomingMail
from cityclusters.incoming.parsing import Parsed, parse
from cityclusters.incoming.quotes import reply_alone


class Composed(NamedTuple):
    """The mail, the message it was made from, and the names of files that are left out."""

    mail: Mail
    parsed: Parsed
    left_out: tuple[str, ...]


def compose(row: IncomingMail) -> Composed:
    """Reads the raw message. Takes up to some seconds for large pictures: do it outside of transactions where
    that is possible. Raises parsing.Unreadable."""
    parsed = parse(bytes(row.raw or b""))
    files = looked_at(parsed.parts)
    mail = Mail(
        sender=parsed.sender,
        sender_name=parsed.sender_name,
        subject=parsed.subject,
        text=reply_alone(parsed.text),
        whole_text=parsed.text,
        attachments=files.taken,
        message_id=parsed.message_id,
        in_reply_to=parsed.in_reply_to,
        references=parsed.references,
        automatic=False,
        received_at=row.arrived_at,
    )
    return Composed(mail, parsed, files.refused)
