"""Handing a mail to the app that its address belongs to."""

from django.conf import settings
from django.db import models, transaction
from django.utils.module_loading import import_string

from cityclusters.core.errors import NotPossible
from cityclusters.incoming import replies
from cityclusters.incoming.mail import Mail, Taken
from cityclusters.incoming.models import IncomingMail
from cityclusters.journal.acts import record
from cityclusters.journal.models.entry import id_of, kind_of, url_of
from cityclusters.people.models import Person

OWN_ROUTES = {"confirm": "cityclusters.incoming.confirming.by_reply"}


def deliver(row: IncomingMail, mail: Mail, left_out: tuple[str, ...] = (), by: Person | None = None) -> bool:
    """Gives the mail to its app in the caller's transaction and writes down what came of it; whether it was
    taken. What the app refuses is undone. `by` is the officer who released it."""
    path = {**settings.MAIL_ROUTES, **OWN_ROUTES}.get(row.kind, "")
    if not path:
        replies.refuse(row, "nobody")
        return False
    try:
        with transaction.atomic():
            taken: Taken = import_string(path)(mail, row.key, row.person)
    except NotPossible as refused:
        replies.refuse(row, "app", str(refused))
        return False
    _write_down(row, taken.subject)
    record(by or row.person, "mail.taken", row)
    replies.thank(row, str(taken.words), left_out)
    return True


def _write_down(row: IncomingMail, subject: models.Model | None) -> None:
    row.state, row.reason, row.words = IncomingMail.State.TAKEN, "", ""
    if subject is not None:
        row.taken_kind, row.taken_id = kind_of(subject), id_of(subject)
        row.taken_url = url_of(subject)
    row.save()
