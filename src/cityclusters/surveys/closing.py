"""Closing a survey, and changing the time at which it closes."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityclusters.core.texts import pick
from cityclusters.journal.acts import record
from cityclusters.journal.follow_ups import open_follow_up
from cityclusters.people.models import Person
from cityclusters.surveys.answering import put_in_random_order
from cityclusters.surveys.models import AnswerDraft, Response, Survey, Ticket
from cityclusters.surveys.refusals import SurveyRefused


@transaction.atomic
def close(survey: Survey, by: Person | None = None) -> None:
    """Closes it: counts, forgets unfinished drafts, and writes all responses and tickets again.

    An anonymous survey's responses are written anew in random order with new random keys, and its tickets
    are all rewritten in one stroke, so that neither file positions nor PostgreSQL's row marks keep the order
    in which people answered. The owner of the exchange gets the follow-up to publish the report.

    Raises SurveyRefused ('not_open') unless it is open."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    if row.state != Survey.State.OPEN:
        raise SurveyRefused("not_open")
    AnswerDraft.objects.filter(survey=row).delete()
    if row.is_anonymous:
        put_in_random_order(list(Response.objects.filter(survey=row)))
        Ticket.objects.filter(survey=row).update(spent=F("spent"))
    row.state, row.closed_at = Survey.State.CLOSED, timezone.now()
    row.closes_at = min(row.closed_at, row.closes_at) if row.closes_at else row.closed_at
    row.invited, row.answered = row.tickets.count(), row.responses.count()
    row.save()
    survey.refresh_from_db()
    exchange = row.exchange
    record(
        by, "survey.closed", row, organisation=exchange.organiser, answered=row.answered, asked=row.invited
    )
    with override(exchange.owner.language or settings.LANGUAGE_CODE):
        title = _("Publish the report on “%(survey)s”") % {"survey": pick(row.title).text}
    due = timezone.localdate() + timedelta(days=settings.REPORT_DUE_DAYS)
    open_follow_up("survey_report", row, title, exchange.owner, due, organisation=exchange.organiser)


@transaction.atomic
def change_closing(survey: Survey, closes_at: datetime, by: Person) -> None:
    """Moves the closing of an open survey, while the old time has not come.

    Raises SurveyRefused: 'not_open', 'closed' when the old time has come, 'past' for a time in the past."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    now = timezone.now()
    if row.state != Survey.State.OPEN or row.closes_at is None:
        raise SurveyRefused("not_open")
    if row.closes_at <= now:
        raise SurveyRefused("closed")
    if closes_at <= now:
        raise SurveyRefused("past")
    before, row.closes_at = row.closes_at, closes_at
    row.save(update_fields=["closes_at"])
    survey.refresh_from_db()
    record(
        by, "survey.closing_moved", row, organisation=row.exchange.organiser, before=before, after=closes_at
    )
