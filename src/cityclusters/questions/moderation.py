"""Holding, releasing, reporting, hiding, removing, appealing: each with a reason, a line and a letter.

Who may do it stands in `rules` (SP2, SP3); every act here asks again, inside its transaction."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.questions import files, letters, limits, rules
from cityclusters.questions.models import Answer, Decision, OursToo, Question, Report
from cityclusters.questions.models.choices import Appeal, Measure, Role, State
from cityclusters.questions.models.question import reply_day
from cityclusters.questions.rules import AnyPost, AnyText

NOT_YOURS = _("You can't decide about this: it is your own, or of your own organisation.")
DECIDED = _("Somebody has decided about this in the meantime.")
NO_APPEAL = _("There is nothing to appeal against, or you have done so already.")
NO_REASON = _("Please give a reason. The author reads it.")


def locked(post: AnyPost) -> AnyPost:
    """The question or answer as it is now, while nobody else changes it."""
    if isinstance(post, Question):
        return Question.objects.select_for_update().get(pk=post.pk)
    return Answer.objects.select_for_update().get(pk=post.pk)


def locked_text(post: AnyText) -> AnyText:
    """The same, also for a note with "ours too"."""
    if isinstance(post, OursToo):
        return OursToo.objects.select_for_update().get(pk=post.pk)
    return locked(post)


def name_of(post: AnyText) -> str:
    """'question', 'answer' or 'note': in acts of the journal, in addresses, and as the field of a row about
    one of them."""
    if isinstance(post, OursToo):
        return "note"
    return "question" if isinstance(post, Question) else "answer"


def about(post: AnyText) -> dict[str, AnyText]:
    """The field of a row about a post that names it."""
    return {name_of(post): post}


def _deciding(post: AnyText, by: Person, *states: str) -> AnyText:
    """The post, locked, in one of the states, with somebody who may decide about it."""
    row = locked_text(post)
    if not rules.may_decide(by, row):
        raise NotPossible(NOT_YOURS)
    if row.state not in states:
        raise NotPossible(DECIDED)
    return row


def _show(row: AnyText) -> bool:
    """Makes the post readable; whether it is so for the first time."""
    if isinstance(row, OursToo):
        row.state = State.VISIBLE
        row.save(update_fields=["state"])
        return False
    first = not row.was_shown
    row.state, row.held_for, row.was_shown = State.VISIBLE, "", True
    if isinstance(row, Question) and first:
        row.shown_at, row.reply_due = timezone.now(), reply_day()
    row.save()
    return first


def _act(row: AnyText, verb: str) -> str:
    return f"{name_of(row)}.{verb}"


@transaction.atomic
def release(post: AnyPost, by: Person) -> None:
    """Publishes a post that waited; its author and those who follow hear of it. Raises NotPossible."""
    row = _deciding(post, by, State.HELD)
    assert not isinstance(row, OursToo)  # a note never waits: newcomers write none
    _show(row)
    record(by, _act(row, "released"), row, organisation=row.organisation)
    letters.released(row)
    if isinstance(row, Question):
        letters.asked(row, but=by)
    else:
        letters.answered(row)


@transaction.atomic
def take_away(post: AnyText, by: Person, measure: str, reason: str) -> Decision:
    """Does not publish a held post, hides or removes a shown one; others then read a stub with the reason
    (rule SP2), and the author can appeal. Raises NotPossible."""
    if not reason.strip():
        raise NotPossible(NO_REASON)
    states = (State.HELD,) if measure == Measure.DECLINED else (State.VISIBLE, State.HIDDEN)
    row = _deciding(post, by, *states)
    return _taken(row, by, measure, reason, rules.role_in(by, row.question.space))


def _taken(row: AnyText, by: Person, measure: str, reason: str, role: str) -> Decision:
    Decision.objects.filter(**about(row), lifted_at=None).update(lifted_at=timezone.now())
    made = Decision.objects.create(
        **about(row), measure=measure, reason=reason.strip()[:500], by=by, role=role
    )
    _hide(row, State.HIDDEN if measure == Measure.HIDDEN else State.REMOVED)
    close_reports(row, by, Report.State.ACTED, made.reason)
    record(by, _act(row, measure), row, organisation=row.organisation, reason=made.reason, role=role)
    if measure != Measure.WITHDRAWN:
        letters.decided(made)
    return made


def _hide(row: AnyText, state: State) -> None:
    row.state = state
    if isinstance(row, OursToo):
        row.save(update_fields=["state"])
    else:
        row.held_for = ""
        row.save(update_fields=["state", "held_for"])


@transaction.atomic
def show_again(post: AnyText, by: Person, reason: str) -> None:
    """Takes hiding or removing back. Raises NotPossible."""
    if not reason.strip():
        raise NotPossible(NO_REASON)
    row = _deciding(post, by, State.HIDDEN, State.REMOVED)
    decision = Decision.objects.filter(**about(row), lifted_at=None).first()
    if decision is not None and decision.measure == Measure.WITHDRAWN:
        raise NotPossible(_("Its author took it back; nobody else can show it again."))
    if decision is not None and decision.appeal == Appeal.ASKED:
        raise NotPossible(_("Its author has appealed. Decide on the appeal instead."))
    Decision.objects.filter(**about(row), lifted_at=None).update(lifted_at=timezone.now())
    first = _show(row)
    record(by, _act(row, "shown_again"), row, organisation=row.organisation, reason=reason.strip())
    _told_again(row, first=first)


def _told_again(row: AnyText, *, first: bool) -> None:
    """The author hears that it is shown; the others too where they could never read it."""
    letters.released(row)
    if first and isinstance(row, Answer):
        letters.answered(row)


@transaction.atomic
def withdraw(post: AnyPost, author: Person) -> None:
    """The author takes it back. A question that others have answered keeps its title, because their answers
    belong to it; her words and who she is go. Raises NotPossible."""
    row = locked(post)
    if not rules.may_withdraw(author, row):
        raise NotPossible(DECIDED)
    row.earlier.all().delete()
    files.drop(row.files.all())
    if isinstance(row, Question) and row.answers.exists():
        row.text, row.author, row.organisation, row.place, row.post = "", None, None, None, ""
        row.save()
        record(author, "question.emptied", row)
        return
    row.text = "" if isinstance(row, Question) else "–"
    row.save(update_fields=["text"])
    _taken(row, author, Measure.WITHDRAWN, str(_("Taken back by its author.")), Role.AUTHOR)


# -- reports --------------------------------------------------------------------------------------------


@transaction.atomic
def report(post: AnyText, by: Person, reason: str, words: str = "") -> Report:
    """Says that the post should not stand there; twice while it is open is once. Raises NotPossible."""
    row = locked_text(post)
    if not rules.may_report(by, row):
        raise NotPossible(_("This can't be reported: it is your own, or no longer shown."))
    known = Report.objects.filter(**about(row), by=by, state=Report.State.OPEN).first()
    if known is not None:
        return known
    limits.count_report(by)
    made = Report.objects.create(**about(row), by=by, reason=reason, words=words.strip()[:1000])
    record(by, _act(row, "reported"), row, organisation=row.organisation, reason=reason)
    letters.desk(row)
    return made


@transaction.atomic
def keep(post: AnyText, by: Person, why: str) -> int:
    """The post stays: closes its open reports with the reason; how many. Raises NotPossible."""
    if not why.strip():
        raise NotPossible(NO_REASON)
    row = _deciding(post, by, State.VISIBLE, State.HIDDEN)
    number = close_reports(row, by, Report.State.KEPT, why.strip()[:500])
    if not number:
        raise NotPossible(DECIDED)
    record(by, _act(row, "kept"), row, organisation=row.organisation, reason=why.strip())
    return number


def close_reports(row: AnyText, by: Person, state: str, outcome: str) -> int:
    """Ends the open reports about the post; those who wrote them hear what came of it. How many."""
    rows = list(Report.objects.filter(**about(row), state=Report.State.OPEN).select_related("by"))
    for one in rows:
        one.state, one.decided_by, one.decided_at, one.outcome = state, by, timezone.now(), outcome
        one.save(update_fields=["state", "decided_by", "decided_at", "outcome"])
        letters.report_answered(one)
    return len(rows)


# -- appeals --------------------------------------------------------------------------------------------


@transaction.atomic
def appeal(decision: Decision, author: Person, words: str) -> None:
    """The author asks another person to look at it. Raises NotPossible."""
    row = Decision.objects.select_for_update().get(pk=decision.pk)
    if not words.strip():
        raise NotPossible(_("Please say why it should be shown."))
    if not rules.may_appeal(author, row):
        raise NotPossible(NO_APPEAL)
    row.appeal, row.appeal_words, row.appealed_at = Appeal.ASKED, words.strip()[:2000], timezone.now()
    row.save(update_fields=["appeal", "appeal_words", "appealed_at"])
    record(author, _act(row.post, "appealed"), row.post, organisation=row.post.organisation)
    letters.desk(row.post, also_officers=True)


@transaction.atomic
def decide_appeal(decision: Decision, by: Person, *, lift: bool, reason: str) -> None:
    """Another person than the first shows the post again, or leaves it as it is. Raises NotPossible."""
    post = locked_text(decision.post)
    row = Decision.objects.select_for_update().get(pk=decision.pk)
    if not reason.strip():
        raise NotPossible(NO_REASON)
    if row.appeal != Appeal.ASKED or row.lifted_at is not None:
        raise NotPossible(DECIDED)
    if not rules.may_decide_appeal(by, row):
        raise NotPossible(_("Another person than the one who decided, of another organisation, decides."))
    row.appeal = Appeal.LIFTED if lift else Appeal.KEPT
    row.appeal_by, row.appeal_at = by, timezone.now()
    row.appeal_role, row.appeal_reason = rules.role_in(by, post.question.space), reason.strip()[:500]
    row.lifted_at = timezone.now() if lift else None
    row.save()
    record(by, _act(post, f"appeal_{row.appeal}"), post, organisation=post.organisation, reason=reason)
    first = _show(post) if lift else False
    letters.appeal_decided(row)
    if first and isinstance(post, Answer):
        letters.answered(post)
