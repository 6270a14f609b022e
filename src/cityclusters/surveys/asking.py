"""Asking those who attended, and telling the owner of the exchange where that can't be done."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityclusters.core.texts import pick
from cityclusters.journal.follow_ups import open_follow_up
from cityclusters.journal.models import FollowUp
from cityclusters.surveys.models import Survey
from cityclusters.surveys.opening import give_tickets, open_survey
from cityclusters.surveys.refusals import SurveyRefused, refusal_text

CHECK_WITHIN = timedelta(days=1)


def ask(survey: Survey) -> None:
    """Opens a survey whose time has come, and gives tickets to all who attended and have none.

    Where that is refused, the owner of the exchange is told what to do. Nobody attended yet is no reason to
    tell: the log of the meeting may still be on its way."""
    try:
        if survey.is_editable:
            open_survey(survey)
        give_tickets(survey)
    except SurveyRefused as refused:
        if refused.code not in {"no_audience", "open_already"}:
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
