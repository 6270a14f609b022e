"""Opening a survey to those who attended: tickets, letters with personal links, reminders."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.exchanges.results import attended
from cityclusters.journal.acts import record
from cityclusters.journal.letters import absolute, write
from cityclusters.people.models import Person
from cityclusters.surveys.design import check_audience
from cityclusters.surveys.models import Survey, Ticket
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.tokens import link
from cityclusters.surveys.words import letter_for, moment_in

MOST = 200  # tickets and letters in one run: others who write wait for less than half a second
NOT_HELD = (Exchange.State.CANCELLED, Exchange.State.POSTPONED)
REST = timedelta(days=1)  # at least this between the opening and the first reminder


def audience(survey: Survey) -> "QuerySet[Registration]":
    """The registrations of those who attended, with what the design check needs to know of them."""
    seats = attended(survey.exchange)
    return seats.select_related("person__place", "organisation__place")


def why_not(survey: Survey, seats: "QuerySet[Registration]") -> str:
    """The code of the reason why a checked survey can't open to these people, or ''."""
    if survey.state != Survey.State.CHECKED:
        return "not_checked"
    if survey.exchange.state in NOT_HELD:
        return "cancelled"
    if not survey.questions.exists():
        return "no_questions"
    people = list(seats)
    if not people:
        return "no_audience"
    if survey.is_anonymous and not check_audience(survey, people).passed:
        return "small_cells"
    return ""


def open_survey(survey: Survey, by: Person | None = None) -> None:
    """Opens it and gives tickets to those who attended; from now on its mode is fixed (rule SU1).

    An anonymous survey is checked once more, against those who really came. Raises SurveyRefused with the
    reason of `why_not`."""
    with transaction.atomic():
        row = Survey.objects.select_for_update().get(pk=survey.pk)
        if reason := why_not(row, audience(row)):
            raise SurveyRefused(reason)
        now = timezone.now()
        row.state, row.opened_at, row.mode_when_opened = Survey.State.OPEN, now, row.mode
        row.closes_at = row.closing_time(now)
        row.save()
        record(by, "survey.opened", row, organisation=row.exchange.organiser, closes=row.closes_at)
        give_tickets(row)
    survey.refresh_from_db()


def without_ticket(survey: Survey) -> "QuerySet[Registration]":
    """Those who attended and have no ticket yet: at first everybody, later those whose attendance was
    recorded after the opening."""
    return audience(survey).exclude(person__in=survey.tickets.filter(person__isnull=False).values("person"))


@transaction.atomic
def give_tickets(survey: Survey, most: int = MOST) -> int:
    """Gives a ticket and writes a letter to those who attended and have none, at most so many; the number
    given. The worker calls it every minute until nobody is left.

    Raises SurveyRefused ('small_cells') when latecomers would make an anonymous survey unsafe: then they
    get no ticket."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    if not row.takes_answers():
        return 0
    late = list(without_ticket(row).order_by("pk")[:most])
    if (
        late
        and row.is_anonymous
        and row.tickets.exists()
        and not check_audience(row, list(audience(row))).passed
    ):
        raise SurveyRefused("small_cells")
    for seat in late:
        ticket, new = Ticket.objects.get_or_create(survey=row, person=seat.person)
        if new:
            _write(row, ticket, "survey_open", "")
    return len(late)


def _write(survey: Survey, ticket: Ticket, template: str, suffix: str) -> None:
    """The letter with the personal link. It is secret: once sent, the outbox forgets it."""
    person = ticket.person
    if person is None or survey.closes_at is None:
        return
    context = {
        "survey": survey,
        "exchange": survey.exchange,
        "link": absolute(link(ticket)),
        "closes": survey.closes_at,
        "closes_words": moment_in(survey.closes_at, person.language, person.zone or survey.exchange.zone),
    }
    key = f"survey:{ticket.public_id}{suffix}"
    write(key, person, letter_for(template, person.language), context, secret=True)


def reminder_due(survey: Survey, now: datetime) -> int:
    """The number of the reminder whose time has come and that was not sent yet (1, 2 …), or 0."""
    if survey.opened_at is None or survey.closes_at is None:
        return 0
    due = 0
    for number, days in enumerate(sorted(settings.SURVEY_REMINDERS, reverse=True), start=1):
        moment = survey.closes_at - timedelta(days=days)
        if survey.opened_at + REST <= moment <= now < survey.closes_at:
            due = number
    return due if due > survey.reminders_sent else 0


@transaction.atomic
def remind(survey: Survey, now: datetime, most: int = MOST) -> int:
    """Writes once more to holders of unspent tickets when a reminder is due, at most to so many; the next
    run goes on where this one stopped. The number of letters written."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    number = reminder_due(row, now)
    if not number or not row.takes_answers(now):
        return 0
    unspent = row.tickets.filter(spent=False, person__isnull=False, pk__gt=row.reminded_to)
    tickets = list(unspent.select_related("person").order_by("pk")[:most])
    for ticket in tickets:
        _write(row, ticket, "survey_reminder", f":reminder:{number}")
        row.reminded_to = ticket.pk
    if len(tickets) < most:
        row.reminders_sent, row.reminded_to = number, 0
    row.save(update_fields=["reminders_sent", "reminded_to"])
    return len(tickets)
