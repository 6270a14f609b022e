"""What happens to surveys without anybody pressing a button. Each job is short and may run again at once."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityclusters.core.texts import pick
from cityclusters.journal.follow_ups import open_follow_up
from cityclusters.journal.models import FollowUp
from cityclusters.surveys import needs
from cityclusters.surveys.closing import close
from cityclusters.surveys.models import StatementOfNeed, Survey
from cityclusters.surveys.opening import NOT_HELD, give_tickets, open_survey, remind
from cityclusters.surveys.refusals import SurveyRefused, refusal_text

AT_ONCE = 20
CHECK_WITHIN = timedelta(days=1)


def open_and_close() -> None:
    """Closes what is due, opens what is due, gives tickets to latecomers, reminds."""
    now = timezone.now()
    for survey in Survey.objects.filter(state=Survey.State.OPEN, closes_at__lte=now)[:AT_ONCE]:
        close(survey)
    for survey in Survey.objects.filter(state__in=Survey.EDITABLE).exclude(exchange__state__in=NOT_HELD):
        due = survey.opening_time()
        if due is not None and due <= now:
            _try_to_open(survey)
    for survey in Survey.objects.taking_answers(now):
        _letters(survey)


def _try_to_open(survey: Survey) -> None:
    """Opens a checked survey; where that is refused, the owner of the exchange is told what to do.

    Nobody attended yet is no reason to tell: the log of the meeting may still be on its way."""
    try:
        open_survey(survey)
    except SurveyRefused as refused:
        if refused.code != "no_audience":
            _tell_owner(survey, refused.code)


def _letters(survey: Survey) -> None:
    try:
        if not give_tickets(survey):
            remind(survey, timezone.now())
    except SurveyRefused as refused:
        _tell_owner(survey, refused.code)


def _tell_owner(survey: Survey, code: str) -> None:
    """Opens a follow-up, once for each reason: when it was closed, nothing more is said."""
    kind = f"survey_{code}"
    if FollowUp.objects.filter(kind=kind, subject_id=survey.public_id).exists():
        return
    owner = survey.exchange.owner
    with override(owner.language or settings.LANGUAGE_CODE):
        why = refusal_text(code, {})
        title = _("The survey “%(survey)s” needs you: %(why)s") % {
            "survey": pick(survey.title).text,
            "why": why,
        }
    due = timezone.localdate() + CHECK_WITHIN
    open_follow_up(kind, survey, title, owner, due, organisation=survey.exchange.organiser)


def drop_withdrawn() -> None:
    """Ends the follow-ups of needs whose author no longer agrees to be contacted (rule SA3): she may have
    withdrawn her consent on the page of her account."""
    agreed = needs.consents_of(OuterRef("person"))
    rows = StatementOfNeed.objects.filter(contact=True, contact_ended_at=None)
    for statement in rows.exclude(Exists(agreed)).select_related("person")[:AT_ONCE]:
        needs.end_contact(statement, statement.person)
