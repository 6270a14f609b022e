"""What of this app waits for a person on "My work"."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.surveys.models import StatementOfNeed, Ticket
from cityclusters.surveys.models.statement import acting_for
from cityclusters.surveys.tokens import link

MOST = 20


def items(person: Person) -> list[WaitingItem]:
    """Questionnaires that she can still answer (until her ticket is spent), and statements to sign."""
    now, today = timezone.now(), timezone.localdate()
    found = []
    tickets = Ticket.objects.filter(
        person=person, spent=False, survey__state="open", survey__closes_at__gt=now
    )
    for ticket in tickets.select_related("survey__exchange")[:MOST]:
        closes = ticket.survey.closes_at
        due = timezone.localdate(closes) if closes else None
        title = pick(ticket.survey.title).text
        found.append(WaitingItem(_("Survey"), title, link(ticket), due, light_of(due, today)))
    unsigned = StatementOfNeed.objects.filter(
        state=StatementOfNeed.State.UNSIGNED, organisation__in=acting_for(person)
    )
    for statement in unsigned[:MOST]:
        words = _("Sign or decline: %(need)s") % {"need": statement}
        url = statement.get_absolute_url()
        found.append(WaitingItem(_("Statement of need"), words, url, None, "yellow"))
    return found
