"""What of the mail waits for an officer: held mails, and addresses that letters come back from."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import WaitingItem
from cityclusters.incoming.models import IncomingMail
from cityclusters.journal import rules
from cityclusters.people.models import Person


def items(person: Person) -> list[WaitingItem]:
    """One query."""
    if not rules.runs_programme(person):
        return []
    number = IncomingMail.objects.filter(state=IncomingMail.State.HELD).count()
    if not number:
        return []
    title = ngettext(
        "%(number)d mail is held for a decision", "%(number)d mails are held for a decision", number
    ) % {"number": number}
    return [WaitingItem(_("Mail"), title, f"{reverse('incoming:mails')}?state=held", None, "yellow")]
