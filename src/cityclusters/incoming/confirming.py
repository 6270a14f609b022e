"""Asking somebody whether she wrote a mail: by a letter to the address of her account, which she answers with
one press on its page, or by mail. Nothing is published before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityclusters.incoming import replies
from cityclusters.incoming.addresses import answer_headers
from cityclusters.incoming.composing import compose
from cityclusters.incoming.delivering import deliver
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail, Taken
from cityclusters.incoming.models import IncomingMail
from cityclusters.journal.acts import record
from cityclusters.journal.letters import absolute, write
from cityclusters.people.models import Attempt, Person

KIND = "confirm"
WAITS = timedelta(days=7)
ASKED_A_DAY = 6  # letters of this kind to one person; somebody may be playing with her address
State = IncomingMail.State
YES = {"yes", "ok", "okay", "oui", "si", "sí", "sim", "да", "نعم", "是", "是的", "对", "ha", "yes i did"}
NO = {"no", "non", "não", "nao", "нет", "لا", "不", "不是", "yoq", "yo'q", "yoʻq"}
GONE = gettext_lazy("This mail does not wait for an answer any more.")


def ask(row: IncomingMail) -> None:
    """Asks the owner of the sender's address; the mail waits."""
    if not _write(row, "confirm"):
        replies.hold(row, "not_sure")
        return
    row.state, row.reason = State.ASKED, "not_sure"
    row.save()


def ask_owner(row: IncomingMail) -> None:
    """Tells the owner of a personal reply address that somebody else used it; she or an officer decides."""
    _write(row, "other_sender")


def _write(row: IncomingMail, template: str) -> bool:
    person = row.person
    if person is None or not Attempt.allow("mail-ask", person.public_id, ASKED_A_DAY, replies.DAY):
        return False
    context = {
        "subject": row.subject,
        "text": row.text[:2000],
        "sender": row.sender,
        "page": absolute(reverse("incoming:confirm", args=[row.code])),
        "days": WAITS.days,
    }
    headers = answer_headers(KIND, row.public_id, person)
    return bool(
        write(f"mail:ask:{row.public_id}", person, f"incoming/mail/{template}", context, headers=headers)
    )


def by_reply(mail: Mail, key: str, person: Person | None) -> Taken:
    """The answer to such a letter, by mail. Anything but a plain yes or no goes to an officer."""
    row = IncomingMail.objects.select_for_update().filter(public_id=key).first()
    if row is None or person is None or row.person_id != person.pk or row.state not in IncomingMail.OPEN:
        raise Refused(GONE)
    word = mail.text.strip().strip(".!،。！").lower()
    if word in YES or not word:
        confirm(row, person)
        return Taken(None)  # the mail that was asked about brings its own answer
    if word in NO:
        deny(row, person)
        return Taken(None, _("Thank you. The mail is thrown away."))
    replies.hold(row, "not_sure")
    return Taken(None, _("An officer of the programme will look at your answer."))


def by_code(code: str) -> IncomingMail | None:
    """The mail whose letter held this code, if it still waits."""
    return (
        IncomingMail.objects.filter(code=code, state__in=IncomingMail.OPEN).select_related("person").first()
    )


@transaction.atomic
def confirm(row: IncomingMail, person: Person) -> bool:
    """She wrote it: the mail goes to its app. Whether it was taken there; if not, a letter says why.

    Raises Refused when it does not wait any more."""
    waiting = _locked(row)
    waiting.decided_by, waiting.decided_at = person, timezone.now()
    made = compose(waiting)
    record(person, "mail.confirmed", waiting)
    return deliver(waiting, made.mail, made.left_out)


@transaction.atomic
def deny(row: IncomingMail, person: Person) -> None:
    """Somebody else wrote it: it is thrown away. Raises Refused when it does not wait any more."""
    waiting = _locked(row)
    waiting.state, waiting.reason, waiting.raw = State.REFUSED, "denied", None
    waiting.decided_by, waiting.decided_at = person, timezone.now()
    waiting.save()
    record(person, "mail.denied", waiting)


def _locked(row: IncomingMail) -> IncomingMail:
    waiting = (
        IncomingMail.objects.select_for_update(of=["self"])
        .filter(pk=row.pk, state__in=IncomingMail.OPEN)
        .first()
    )
    if waiting is None or waiting.raw is None or waiting.person is None or not waiting.person.is_active:
        raise Refused(GONE)
    return waiting


def give_up(now: datetime) -> None:
    """Mails whose senders did not say within a week that they wrote them."""
    late = IncomingMail.objects.filter(state=State.ASKED, arrived_at__lt=now - WAITS)
    late.update(state=State.REFUSED, reason="not_confirmed", decided_at=now)
