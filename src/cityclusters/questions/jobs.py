"""What the worker does for questions every minute; each is short and does its work once."""

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from cityclusters.questions import letters
from cityclusters.questions.models import Question
from cityclusters.questions.waiting import unanswered_since

AT_ONCE = 50


def tell_unanswered() -> None:
    """Rule SP4: a question without an answer for ten days goes to the stewards of its space, once."""
    late = unanswered_since(settings.UNANSWERED_DAYS).filter(waiting_told_at=None)
    for question in late.select_related("space").order_by("shown_at", "pk")[:AT_ONCE]:
        mine = Question.objects.filter(pk=question.pk, waiting_told_at=None)
        if mine.update(waiting_told_at=timezone.now()):
            letters.unanswered(question)


def tell_due() -> None:
    """On the day on which a reply is due, its stewards get a letter; a later day gets another one."""
    rows = Question.objects.waiting_for_reply().filter(reply_due__lte=timezone.localdate())
    untold = rows.filter(Q(due_told_for=None) | ~Q(due_told_for=F("reply_due")))
    for question in untold.select_related("space").order_by("reply_due", "pk")[:AT_ONCE]:
        Question.objects.filter(pk=question.pk).update(due_told_for=question.reply_due)
        letters.reply_due(question)
