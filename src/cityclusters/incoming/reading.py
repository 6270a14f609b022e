"""One mail from its raw form to what became of it. Killed anywhere, it is read again from the start:
everything that is written, by this app and by the app that takes the mail, is written in one transaction."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cityclusters.incoming import bounces, confirming, replies
from cityclusters.incoming.checking import automatic, believed
from cityclusters.incoming.composing import Composed, compose
from cityclusters.incoming.delivering import deliver
from cityclusters.incoming.models import IncomingMail
from cityclusters.incoming.parsing import Unreadable
from cityclusters.incoming.senders import Sender, sender_of
from cityclusters.people.models import Attempt

MOST_ATTEMPTS = 3
State = IncomingMail.State


def read(key: int) -> None:
    """Reads the mail with this primary key; nothing where that is done already."""
    row = _begin(key)
    if row is None:
        return
    try:
        made = compose(row)
    except Unreadable as fault:
        _settle(row, State.REFUSED, fault.reason)
        return
    with transaction.atomic():
        locked = IncomingMail.objects.select_for_update().filter(pk=key, state=State.NEW).first()
        if locked is not None:
            _decide(locked, made)


def _begin(key: int) -> IncomingMail | None:
    """Counts the attempt, in a transaction of its own: a mail that ends three workers is not read again."""
    with transaction.atomic():
        row = IncomingMail.objects.select_for_update().filter(pk=key, state=State.NEW).first()
        if row is None:
            return None
        row.attempts += 1
        row.save(update_fields=["attempts"])
    if row.attempts <= MOST_ATTEMPTS:
        return row
    _settle(row, State.HELD, "unreadable")
    return None


def _settle(row: IncomingMail, state: str, reason: str) -> None:
    """Ends it without a word to anybody."""
    IncomingMail.objects.filter(pk=row.pk, state=State.NEW).update(
        state=state, reason=reason, read_at=timezone.now()
    )


def _decide(row: IncomingMail, made: Composed) -> None:
    mail, parsed = made.mail, made.parsed
    verdict, row.checks = believed(parsed)
    row.sender, row.sender_name = parsed.sender, parsed.sender_name
    row.subject, row.text, row.message_id = parsed.subject, mail.text or mail.whole_text, parsed.message_id
    row.files = [part.name for part in parsed.parts][:50]
    row.read_at = timezone.now()
    if reason := automatic(parsed, row.envelope_sender, row.via):
        row.state, row.reason = (State.BOUNCE if reason == "bounce" else State.AUTOMATIC), reason
        row.save()
        if reason == "bounce":
            bounces.take_report(row, parsed)
        return
    if row.kind == "office":
        replies.hold(row, "office")
        return
    _by_a_person(row, made, sender_of(row, parsed.sender, verdict))


def _by_a_person(row: IncomingMail, made: Composed, sender: Sender) -> None:
    mail = made.mail
    row.person = sender.person
    if _arrived_before(row):
        row.state, row.reason = State.AUTOMATIC, "repeated"
        row.save()
    elif sender.state == State.REFUSED:
        replies.refuse(row, sender.reason)
    elif sender.state == State.HELD:
        replies.hold(row, sender.reason)
        if sender.reason == "other_sender":
            confirming.ask_owner(row)
    elif not Attempt.allow("mail-in", Attempt.digest(mail.sender), settings.MAIL_PER_HOUR, replies.HOUR):
        replies.hold(row, "too_many")
    elif not mail.text and not mail.attachments and row.kind != confirming.KIND:
        replies.refuse(row, "empty")
    elif sender.state == State.ASKED:
        confirming.ask(row)
    else:
        deliver(row, mail, made.left_out)


def _arrived_before(row: IncomingMail) -> bool:
    """Whether the same words with the same Message-ID came from the same sender: a mail played again, or one
    that servers changed on the way."""
    if not row.message_id:
        return False
    same = IncomingMail.objects.filter(
        message_id=row.message_id, sender=row.sender, kind=row.kind, key=row.key, text=row.text
    )
    return same.exclude(pk=row.pk).exclude(state=State.NEW).exists()
