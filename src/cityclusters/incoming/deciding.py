"""Officers decide on mails that are held."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.incoming import replies
from cityclusters.incoming.composing import compose
from cityclusters.incoming.delivering import deliver
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.models import IncomingMail
from cityclusters.incoming.parsing import Unreadable
from cityclusters.incoming.senders import account_of
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

State = IncomingMail.State


def may_decide(person: Person, row: IncomingMail) -> bool:
    """Officers, but not on mail in their own name."""
    return person.is_officer and row.person_id != person.pk


def _locked(row: IncomingMail, by: Person) -> IncomingMail:
    waiting = IncomingMail.objects.select_for_update().filter(pk=row.pk, state__in=IncomingMail.OPEN).first()
    if waiting is None or not may_decide(by, waiting):
        raise Refused(_("Somebody has decided on this mail already."))
    return waiting


@transaction.atomic
def release(row: IncomingMail, by: Person) -> bool:
    """Gives it to its app in the name of its person; whether it was taken there.

    Raises Refused when it does not wait any more, when nobody is known in whose name, or when its raw message
    can't be read."""
    waiting = _locked(row, by)
    waiting.person = waiting.person or account_of(waiting.sender)
    if not waiting.is_open or waiting.person is None or not waiting.person.is_active:
        raise Refused(_("Nobody with an active account is known in whose name it could be taken."))
    waiting.decided_by, waiting.decided_at = by, timezone.now()
    try:
        made = compose(waiting)
    except Unreadable:
        raise Refused(_("This mail can't be read.")) from None
    record(by, "mail.released", waiting)
    return deliver(waiting, made.mail, made.left_out, by)


@transaction.atomic
def decline(row: IncomingMail, by: Person) -> None:
    """Does not take it; the sender hears of it. Mail to the office is simply done.

    Raises Refused when it does not wait any more."""
    waiting = _locked(row, by)
    waiting.decided_by, waiting.decided_at = by, timezone.now()
    if waiting.kind == "office":
        waiting.state, waiting.reason = State.TAKEN, ""
        waiting.save()
        record(by, "mail.done", waiting)
        return
    record(by, "mail.declined", waiting)
    replies.refuse(waiting, "declined")
