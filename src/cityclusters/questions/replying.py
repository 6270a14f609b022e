"""Writing the consolidated reply: a draft, its outline, publishing with credits, correcting by an edition."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import pick
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.questions import letters, outline, rules
from cityclusters.questions.models import Answer, ConsolidatedReply, Credit, Question
from cityclusters.questions.standing import usual

FIRST_SECTIONS = (_("What cities do"), _("What did not work"), _("Whom to write to"))
NOT_A_STEWARD = _("Only a steward of the space writes the reply.")


class Stale(Exception):
    """Somebody else has saved the reply in the meantime."""


@dataclass(frozen=True)
class Written:
    """What stands in the form."""

    title: str
    language: str
    introduction: str
    sections: list[outline.Section]
    note: str = ""


def draft_of(question: Question) -> ConsolidatedReply | None:
    """The edition being written, if there is one."""
    return question.replies.filter(state=ConsolidatedReply.State.DRAFT).first()


@transaction.atomic
def begin(question: Question, by: Person) -> ConsolidatedReply:
    """The draft: the one there is, a first one, or the next edition made from the last.

    Raises NotPossible."""
    question = Question.objects.select_for_update(of=("self",)).select_related("space").get(pk=question.pk)
    if not rules.may_write_reply(by, question):
        raise NotPossible(NOT_A_STEWARD)
    if (known := draft_of(question)) is not None:
        return known
    last = question.replies.order_by("-number").first()
    made = _next(question, last) if last else _first(question)
    made.by = by
    made.save(force_insert=True)
    record(by, "reply.begun", made, number=made.number)
    return made


def _first(question: Question) -> ConsolidatedReply:
    with override(question.language):
        sections = [outline.new_section(str(title)) for title in FIRST_SECTIONS]
    return ConsolidatedReply(
        question=question,
        language=question.language,
        title=question.title,
        outline=outline.stored(sections),
    )


def _next(question: Question, last: ConsolidatedReply) -> ConsolidatedReply:
    names = ("language", "title", "introduction", "outline", "text", "illustrative")
    fields = {name: getattr(last, name) for name in names}
    return ConsolidatedReply(question=question, number=last.number + 1, **fields)


def _locked(reply: ConsolidatedReply, by: Person, done: str = "") -> ConsolidatedReply:
    """The draft (or the one in the state `done`) as it is now. Question first, then reply: everybody locks
    in this order."""
    question = (
        Question.objects.select_for_update(of=("self",)).select_related("space").get(pk=reply.question_id)
    )
    row = ConsolidatedReply.objects.select_for_update().filter(pk=reply.pk).first()
    if row is None:
        raise NotPossible(_("This draft was thrown away."))
    row.question = question
    if not rules.may_write_reply(by, question):
        raise NotPossible(NOT_A_STEWARD)
    if row.state not in (ConsolidatedReply.State.DRAFT, done):
        raise NotPossible(_("This edition is published. Correct it by a new edition."))
    return row


@transaction.atomic
def save(reply: ConsolidatedReply, by: Person, written: Written, revision: int) -> ConsolidatedReply:
    """Keeps what was written. Raises Stale where somebody else saved after the form was fetched, and
    NotPossible once it is published."""
    row = _locked(reply, by)
    if row.revision != revision:
        raise Stale
    row.title, row.language = written.title, written.language
    row.introduction, row.note = written.introduction, written.note
    row.outline = outline.stored(written.sections)
    row.text = outline.whole(written.introduction, written.sections)
    row.revision, row.saved_at, row.by = row.revision + 1, timezone.now(), by
    row.save()
    return row


@transaction.atomic
def publish(reply: ConsolidatedReply, by: Person) -> ConsolidatedReply:
    """Makes the draft the reply that everybody reads, credits everybody, and writes to them. The earlier
    edition stays readable. Publishing what is published already is doing it once.

    Raises NotPossible for an empty text, and for a later edition that does not say what is corrected."""
    row = _locked(reply, by, done=ConsolidatedReply.State.PUBLISHED)
    if row.state == ConsolidatedReply.State.PUBLISHED:
        return row
    _check(row)
    question, now = row.question, timezone.now()
    question.replies.filter(state=ConsolidatedReply.State.PUBLISHED).update(
        state=ConsolidatedReply.State.SUPERSEDED
    )
    row.state, row.published_at, row.by = ConsolidatedReply.State.PUBLISHED, now, by
    row.save()
    Credit.objects.bulk_create(credits_of(row, by))
    if question.replied_at is None:
        question.replied_at = now
        question.save(update_fields=["replied_at"])
    record(by, "reply.published", row, number=row.number, note=row.note)
    letters.replied(row)
    for path in settings.REPLY_PUBLISHED:
        import_string(path)(row)
    return row


def _check(row: ConsolidatedReply) -> None:
    if not row.text.strip():
        raise NotPossible(_("There is nothing to publish yet: write the short version or a section."))
    if row.number > 1 and not row.note.strip():
        raise NotPossible(_("Say what is corrected. Readers of the earlier edition see it."))


def credits_of(reply: ConsolidatedReply, by: Person) -> list[Credit]:
    """Everybody who contributed, with organisation, place and post as of the contribution; each organisation
    or person once in each part, however often she answered."""
    question = reply.question
    asked = (Credit.Kind.ASKED, [(question, question.author_id, question.asked_at.date(), None)])
    answers = Answer.objects.shown().filter(question=question).order_by("at", "pk")
    answered = (Credit.Kind.ANSWERED, [(row, row.author_id, row.at.date(), row) for row in answers])
    share = [(row, row.person_id, row.at.date(), None) for row in question.ours_too.all()]
    made: list[Credit] = []
    for kind, rows in (asked, answered, (Credit.Kind.OURS_TOO, share)):
        seen = set()
        for row, person, day, answer in rows:
            who = (person, row.organisation_id, None if person else row.pk)
            if who not in seen:
                seen.add(who)
                made.append(_credit(reply, kind, len(made), row, person, day, answer))
    mine = usual(by)
    wrote = {"organisation": mine.organisation, "place": mine.place, "post": mine.post}
    day = timezone.localdate()
    made.append(Credit(reply=reply, kind=Credit.Kind.WROTE, position=len(made), person=by, day=day, **wrote))
    return made


def _credit(
    reply: ConsolidatedReply,
    kind: str,
    position: int,
    row: object,
    person: int | None,
    day: date,
    answer: Answer | None,
) -> Credit:
    names = ("organisation_id", "place_id", "post")
    fields = {name: getattr(row, name) for name in names}
    return Credit(
        reply=reply, kind=kind, position=position, person_id=person, day=day, answer=answer, **fields
    )


@transaction.atomic
def drop(reply: ConsolidatedReply, by: Person) -> None:
    """Throws a draft away."""
    row = _locked(reply, by)
    record(by, "reply.dropped", row, number=row.number)
    row.delete()


@transaction.atomic
def move_due(question: Question, by: Person, day: date, reason: str) -> None:
    """Sets another day for the reply, with the reason that everybody reads. Raises NotPossible."""
    row = Question.objects.select_for_update(of=("self",)).select_related("space").get(pk=question.pk)
    if not rules.keeps(by, row.space):
        raise NotPossible(NOT_A_STEWARD)
    if not reason.strip():
        raise NotPossible(_("Please say why the day is moved."))
    before, row.reply_due, row.due_reason = row.reply_due, day, reason.strip()[:300]
    row.save(update_fields=["reply_due", "due_reason"])
    record(by, "question.due_moved", row, before=before, after=day, reason=row.due_reason)


def credit_line(post: Answer | Question, language: str) -> str:
    """Who said it, in words for a quotation in the reply's language: post, organisation, place."""
    with override(language):
        organisation = pick(post.organisation.names, language).text if post.organisation else ""
        place = post.place.label(language) if post.place else ""
        parts = [part for part in (post.post if organisation else "", organisation, place) if part]
        return ", ".join(parts) or str(_("a member"))
