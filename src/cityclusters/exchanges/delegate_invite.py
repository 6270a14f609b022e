"""The letters to those whom a list registers: how to sign in, and when and where it is."""

from django.db import transaction
from django.utils import timezone

from cityclusters.exchanges.models import DelegateList, DelegateRow, Registration, Session
from cityclusters.journal.letters import absolute, prepared, write_all
from cityclusters.journal.models import Letter

AT_ONCE = 40  # letters in one transaction; they are worded before it begins


def invite_all(delegates: DelegateList) -> None:
    """Writes the invitations of a written list, some at a time (wording them takes long enough for others
    to write meanwhile); may be cut short and run again: a letter is written once for each seat."""
    first = delegates.exchange.sessions.order_by("start").first()
    rows = delegates.rows.exclude(registration=None).exclude(registration__person__email=None)
    rows = rows.exclude(written_at=None).order_by("line")
    rows = rows.select_related("registration__person", "registration__organisation")
    pairs = [(row, row.registration) for row in rows if row.registration is not None]
    for start in range(0, len(pairs), AT_ONCE):
        letters = [_letter(delegates, row, seat, first) for row, seat in pairs[start : start + AT_ONCE]]
        with transaction.atomic():
            write_all(letters)
            DelegateList.objects.filter(pk=delegates.pk).update(touched_at=timezone.now())


def _letter(
    delegates: DelegateList, row: DelegateRow, seat: Registration, first: Session | None
) -> Letter | None:
    """Tells the person that she is registered, or waits, and how she signs in: a code by e-mail, no
    password. None without an address."""
    seat.exchange = delegates.exchange
    context = {
        "seat": seat,
        "exchange": seat.exchange,
        "first": first,
        "new": row.plan == DelegateRow.Plan.CREATE,
        "page": absolute(seat.get_absolute_url()),
    }
    template = "exchanges/mail/delegate_listed"
    return prepared(f"delegate:{seat.public_id}", seat.person, template, context, language=delegates.language)
