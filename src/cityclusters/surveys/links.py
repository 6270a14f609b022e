"""What this app adds to the public page of an exchange: the ways to the survey and the statement of need."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.people.readers import Reader
from cityclusters.surveys.models import Release, Ticket
from cityclusters.surveys.tokens import link

BEFORE = (Exchange.State.IDEA, Exchange.State.PLANNED, Exchange.State.OPEN, Exchange.State.CANCELLED)


def links(exchange: Exchange, reader: Reader) -> list[tuple[str, str]]:
    """(address, words): the published report; a questionnaire that waits for the reader; once the
    exchange has begun, the statement of need, for those who have a seat."""
    found = []
    if Release.objects.filter(exchange=exchange).exists():
        found.append((reverse("surveys:report", args=[exchange.public_id]), _("Read the report")))
    if not reader.is_authenticated:
        return found
    tickets = Ticket.objects.filter(person=reader, spent=False, survey__exchange=exchange)
    for ticket in tickets.select_related("survey"):
        if ticket.survey.takes_answers():
            found.append((link(ticket), _("Answer the survey")))
    if exchange.state not in BEFORE:
        seats = exchange.registrations.filter(person=reader, state=Registration.State.CONFIRMED)
        if seats.exists():
            found.append(
                (reverse("surveys:write-need", args=[exchange.public_id]), _("State a need of your city"))
            )
    return found
