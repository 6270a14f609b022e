"""What the page of a space shows of its questions, and the number in the list of spaces."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.incoming.addresses import open_address
from cityclusters.questions import bylines, rules
from cityclusters.questions.forms.lists import with_numbers
from cityclusters.questions.models import ConsolidatedReply, Question
from cityclusters.questions.models.question import QuestionQuerySet
from cityclusters.spaces.models import Space

SHOWN = 5
REPLIES = 3


def questions(request: Request, space: Space) -> Section:
    """The newest questions, how many wait for an answer, the newest replies, and how to ask."""
    here = Question.objects.visible_to(request.user).shown().filter(space=space)
    newest = with_numbers(here).annotate(waiting_here=_number_of(here.unanswered()))
    rows = list(newest.order_by("-asked_at", "-pk")[:SHOWN])
    bylines.sign(rows, request.user)
    replies = ConsolidatedReply.objects.published().filter(question__in=here).select_related("question")
    signed_in = request.user.is_authenticated
    context = {
        "space": space,
        "questions": rows,
        "unanswered": rows[0].waiting_here if rows else 0,
        "replies": replies.order_by("-published_at")[:REPLIES],
        "keeper": rules.keeps_seen(request.user, space),
        "address": open_address("space", space.slug) if signed_in and settings.MAIL_ARRIVES else "",
    }
    return Section("questions/_space.html", context)


def _number_of(rows: QuestionQuerySet) -> Coalesce:
    """The number of the rows in the query that shows others: the page of a space has no query to spare."""
    everything = rows.order_by().annotate(everything=Value(1)).values("everything")
    return Coalesce(Subquery(everything.annotate(number=Count("pk")).values("number")), 0)


def question_counts(request: Request) -> Mapping[int, str]:
    """For each space the number of its questions that the reader may read."""
    rows = Question.objects.visible_to(request.user).shown().order_by().values_list("space")
    return {
        space: ngettext("%(number)d question", "%(number)d questions", number) % {"number": number}
        for space, number in rows.annotate(number=Count("pk"))
    }
