"""Opening a survey to those who attended: tickets, letters with personal links, reminders."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from cityclusters.exchanges.models import Attendance, Exchange, Registration
from cityclusters.exchanges.results import attended
from cityclusters.journal.acts import record
from cityclusters.journal.letters import absolute, prepared, write_all
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.surveys.design import check_audience
from cityclusters.surveys.models import Survey, Ticket
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.tokens import link
from cityclusters.surveys.words import letter_for, moment_in

LARGE = 300  # registrations: from here on the work is left to a task
AT_ONCE = 100  # tickets and letters in one transaction: others who write wait for hundredths of a second
MOST = 100  # reminders in one run
NOT_HELD = (Exchange.State.CANCELLED, Exchange.State.POSTPONED)
REST = timedelta(days=1)  # at least this between the opening and the first reminder


def audience(survey: Survey) -> "QuerySet[Registration]":
    """The registrations of those who attended."""
    return attended(survey.exchange)


def is_large(survey: Survey) -> bool:
    """Whether asking takes so long that it is left to a task of the worker."""
    return survey.exchange.registrations.count() > LARGE


def attendance_stamp(survey: Survey) -> str:
    """Changes whenever attendance may have changed, and every hour: a cheap look before the long work."""
    rows = Attendance.objects.filter(session__exchange=survey.exchange_id)
    found = rows.aggregate(Count("pk"), Max("pk"), Max("at"), Max("left"))
    hour = timezone.now().strftime("%Y%m%d%H")
    known = [survey.state, survey.checked_at, hour, *found.values()]
    return hashlib.sha256(repr(known).encode()).hexdigest()


def why_not(survey: Survey) -> str:
    """The code of the reason why the survey can't open to those who attended, or ''."""
    if survey.state != Survey.State.CHECKED:
        return "not_checked" if survey.is_editable else "open_already"
    if survey.exchange.state in NOT_HELD:
        return "cancelled"
    if not survey.questions.exists():
        return "no_questions"
    seats = audience(survey)
    if not seats.exists():
        return "no_audience"
    if survey.is_anonymous and not check_audience(survey, seats).passed:
        return "small_cells"
    return ""


def open_survey(survey: Survey, by: Person | None = None) -> None:
    """Opens it and gives tickets to those who attended; from now on its mode is fixed (rule SU1). Where they
    are many, the worker gives them.

    An anonymous survey is checked once more, against those who really came. Raises SurveyRefused with the
    reason of `why_not`."""
    survey.refresh_from_db()
    if reason := why_not(survey):
        raise SurveyRefused(reason)
    with transaction.atomic():
        row = Survey.objects.select_for_update().get(pk=survey.pk)
        if row.state != Survey.State.CHECKED or row.checked_at != survey.checked_at:
            raise SurveyRefused("not_checked" if row.is_editable else "open_already")
        now = timezone.now()
        row.state, row.opened_at, row.mode_when_opened = Survey.State.OPEN, now, row.mode
        row.closes_at = row.closing_time(now)
        row.save()
        record(by, "survey.opened", row, organisation=row.exchange.organiser, closes=row.closes_at)
    survey.refresh_from_db()
    if not is_large(survey):
        give_tickets(survey)


def without_ticket(survey: Survey) -> "QuerySet[Registration]":
    """Those who attended and have no ticket yet: at first everybody, later those whose attendance was
    recorded after the opening."""
    return audience(survey).exclude(person__in=survey.tickets.filter(person__isnull=False).values("person"))


def give_tickets(survey: Survey) -> int:
    """Gives a ticket and writes a letter to everybody who attended and has none, in short transactions;
    their number. Stopped half-way it goes on where it stopped.

    Raises SurveyRefused ('small_cells') when latecomers would make an anonymous survey unsafe: then they
    get no ticket."""
    late = list(without_ticket(survey).select_related("person").order_by("pk"))
    if not late or not survey.takes_answers():
        return 0
    if (
        survey.is_anonymous
        and survey.tickets.exists()
        and not check_audience(survey, audience(survey)).passed
    ):
        raise SurveyRefused("small_cells")
    for start in range(0, len(late), AT_ONCE):
        _give(survey, late[start : start + AT_ONCE])
    return len(late)


def _give(survey: Survey, seats: Sequence[Registration]) -> None:
    """Tickets and letters for these people; the letters are rendered before anything is locked."""
    tickets = [Ticket(survey=survey, person=seat.person) for seat in seats]
    letters = [_letter(survey, ticket, "survey_open", "") for ticket in tickets]
    with transaction.atomic():
        row = Survey.objects.select_for_update().get(pk=survey.pk)
        if not row.takes_answers():
            return
        have = set(
            row.tickets.filter(person__in=[seat.person_id for seat in seats]).values_list("person", flat=True)
        )
        new = [number for number, ticket in enumerate(tickets) if ticket.person_id not in have]
        Ticket.objects.bulk_create([tickets[number] for number in new])
        write_all([letters[number] for number in new])


def _letter(survey: Survey, ticket: Ticket, template: str, suffix: str) -> Letter | None:
    """The letter with the personal link. It is secret: once sent, the outbox forgets it."""
    person = ticket.person
    if person is None or survey.closes_at is None:
        return None
    context = {
        "survey": survey,
        "exchange": survey.exchange,
        "link": absolute(link(ticket)),
        "closes": survey.closes_at,
        "closes_words": moment_in(survey.closes_at, person.language, person.zone or survey.exchange.zone),
    }
    key = f"survey:{ticket.public_id}{suffix}"
    return prepared(key, person, letter_for(template, person.language), context, secret=True)


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
    write_all([_letter(row, ticket, "survey_reminder", f":reminder:{number}") for ticket in tickets])
    row.reminded_to = max([ticket.pk for ticket in tickets], default=row.reminded_to)
    if len(tickets) < most:
        row.reminders_sent, row.reminded_to = number, 0
    row.save(update_fields=["reminders_sent", "reminded_to"])
    return len(tickets)
