"""What of the questions waits for a person on "My work": for stewards their own load first."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.questions import rules
from cityclusters.questions.models import Answer, Asked, Decision, OursToo, Question, Report
from cityclusters.questions.models.choices import Appeal, State
from cityclusters.spaces.models import Membership

SHOWN = 20
SOON = timedelta(days=7)


def is_keeper(person: Person) -> bool:
    """Whether she looks after any space."""
    return person.is_officer or Membership.objects.now().stewards().filter(person=person).exists()


def unanswered_since(days: int) -> "QuerySet[Question]":
    """Questions shown for that many days or longer without an answer (rule SP4)."""
    limit = timezone.now() - timedelta(days=days)
    return Question.objects.shown().unanswered().filter(shown_at__lte=limit)


class Desk:
    """What waits in the spaces that a person keeps, without what she may not decide about (rule SP3)."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.spaces = rules.kept_spaces(person)

    def held_questions(self) -> "QuerySet[Question]":
        """Questions that wait to be released."""
        rows = Question.objects.filter(state=State.HELD, space__in=self.spaces)
        return rules.decidable(self.person, rows)

    def held_answers(self) -> "QuerySet[Answer]":
        """Answers that wait to be released."""
        rows = Answer.objects.filter(state=State.HELD, question__space__in=self.spaces)
        return rules.decidable(self.person, rows)

    def reports(self) -> "QuerySet[Report]":
        """Open reports about posts on which she may decide."""
        return Report.objects.filter(self._about_decidable(), state=Report.State.OPEN)

    def appeals(self) -> "QuerySet[Decision]":
        """Appeals against decisions of others."""
        rows = Decision.objects.filter(self._about_decidable(), appeal=Appeal.ASKED, lifted_at=None)
        return rows.exclude(by=self.person)

    def _about_decidable(self) -> Q:
        """Of rows about posts those in her spaces about whose posts she may decide."""
        questions = rules.decidable(self.person, Question.objects.filter(space__in=self.spaces))
        answers = rules.decidable(self.person, Answer.objects.filter(question__space__in=self.spaces))
        notes = rules.decidable(self.person, OursToo.objects.filter(question__space__in=self.spaces))
        return Q(question__in=questions) | Q(answer__in=answers) | Q(note__in=notes)

    def unanswered(self) -> "QuerySet[Question]":
        """Questions without an answer for too long."""
        return unanswered_since(settings.UNANSWERED_DAYS).filter(space__in=self.spaces)

    def due(self) -> "QuerySet[Question]":
        """Questions whose reply is due within a week or late."""
        last = timezone.localdate() + SOON
        rows = Question.objects.waiting_for_reply().filter(space__in=self.spaces, reply_due__lte=last)
        return rows.order_by("reply_due", "pk")


def items(person: Person) -> list[WaitingItem]:
    """At most eight queries, however much there is."""
    found = _asked(person)
    if is_keeper(person):
        desk = Desk(person)
        found = [*_replies(desk), *_counts(desk), *found]
    return found


def _replies(desk: Desk) -> list[WaitingItem]:
    today = timezone.localdate()
    return [
        WaitingItem(
            _("Reply"),
            _("Write the reply: %(title)s") % {"title": row.title},
            reverse("questions:reply-write", args=[row.public_id]),
            row.reply_due,
            light_of(row.reply_due, today),
        )
        for row in desk.due()[:SHOWN]
    ]


def _counts(desk: Desk) -> list[WaitingItem]:
    """One line for each kind of thing that waits on her page."""
    page = reverse("questions:desk")
    held = desk.held_questions().count() + desk.held_answers().count()
    late, reports, appeals = desk.unanswered().count(), desk.reports().count(), desk.appeals().count()
    words = [
        (
            late,
            _("Questions"),
            ngettext(
                "%(n)d question without an answer for 10 days",
                "%(n)d questions without an answer for 10 days",
                late,
            ),
        ),
        (held, _("First posts"), ngettext("%(n)d post to release", "%(n)d posts to release", held)),
        (reports, _("Reports"), ngettext("%(n)d report to look at", "%(n)d reports to look at", reports)),
        (appeals, _("Appeals"), ngettext("%(n)d appeal to decide", "%(n)d appeals to decide", appeals)),
    ]
    return [
        WaitingItem(kind, text % {"n": number}, page, None, "yellow")
        for number, kind, text in words
        if number
    ]


def _asked(person: Person) -> list[WaitingItem]:
    """Questions on which somebody asked her directly and which she has not answered."""
    rows = Asked.objects.filter(person=person, not_me_at=None, question__state=State.VISIBLE)
    rows = rows.filter(question__replied_at=None).exclude(question__answers__author=person)
    today = timezone.localdate()
    return [
        WaitingItem(
            _("You were asked"),
            row.question.title,
            row.question.get_absolute_url(),
            row.question.reply_due,
            light_of(row.question.reply_due, today),
        )
        for row in rows.select_related("question").order_by("question__reply_due", "pk")[:SHOWN]
    ]
