"""The personal link of a ticket, and the number of its draft. Both need the server's secret key.

Nothing of a link is kept in the database, so a copy of it opens no questionnaire; letters that hold a link
are emptied once sent. Changing the secret key ends all links and forgets all drafts."""

from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from cityclusters.surveys.models import Ticket

LONGEST = 80


def _signer() -> signing.Signer:
    return signing.Signer(salt="surveys.ticket", sep=".")


def token_of(ticket: Ticket) -> str:
    """The last part of the personal link: the ticket's public id and a signature of 256 bits."""
    return _signer().sign(ticket.public_id)


def ticket_of(token: str) -> Ticket | None:
    """The ticket that the link belongs to, with its survey and exchange; None for a forged one."""
    if len(token) > LONGEST:
        return None
    try:
        name = _signer().unsign(token)
    except signing.BadSignature:
        return None
    return Ticket.objects.select_related("survey__exchange", "person").filter(public_id=name).first()


def draft_key(ticket: Ticket) -> int:
    """The number under which the draft of this ticket is kept: 63 bits that only the server can work out."""
    digest = salted_hmac("surveys.draft", ticket.public_id, algorithm="sha256").digest()
    return int.from_bytes(digest[:8]) >> 1 or 1


def link(ticket: Ticket) -> str:
    """The path of the questionnaire for this ticket."""
    return reverse("surveys:answer", args=[token_of(ticket)])


def need_link(ticket: Ticket) -> str:
    """The path of the statement of need for the person of this ticket."""
    return reverse("surveys:need-by-link", args=[token_of(ticket)])
