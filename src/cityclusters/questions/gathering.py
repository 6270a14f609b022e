""" "Ours too": cities that have the same question gather on it, and find each other (seed item D5)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.questions import limits, moderation, rules
from cityclusters.questions.following import follow_quietly
from cityclusters.questions.models import OursToo, Question, Report
from cityclusters.questions.models.choices import State
from cityclusters.questions.standing import Standing

LONGEST_NOTE = 500
NO_NOTE = _("You can add a note once a first question or answer of yours has been published.")


@transaction.atomic
def join(
    person: Person,
    question: Question,
    standing: Standing,
    *,
    note: str = "",
    language: str = "",
    meet: bool = False,
) -> OursToo:
    """Says that the question is hers too; again changes the note. One for each organisation.

    Raises NotPossible for her own question, for an organisation that stands there already, for a newcomer's
    note, which nobody would look at first, and for other words in place of a note that was taken away."""
    question = Question.objects.select_for_update(of=("self",)).select_related("space").get(pk=question.pk)
    _check(person, question, standing, note)
    fields = {**standing.fields, "note": note, "language": language, "meet": meet}
    row, new = OursToo.objects.update_or_create(question=question, person=person, defaults=fields)
    if new:
        follow_quietly(question, person)
        record(person, "question.ours_too", question, organisation=standing.organisation)
    return row


def _check(person: Person, question: Question, standing: Standing, note: str) -> None:
    if not rules.may_answer(person, question):
        raise NotPossible(_("This question can't be answered at the moment."))
    own = standing.organisation is not None and standing.organisation.pk == question.organisation_id
    if question.author_id == person.pk or own:
        raise NotPossible(_("You asked this question yourself."))
    taken = question.ours_too.exclude(person=person)
    if standing.organisation and taken.filter(organisation=standing.organisation).exists():
        raise NotPossible(_("Somebody of your organisation has said so already."))
    hidden = question.ours_too.filter(person=person).exclude(state=State.VISIBLE).first()
    if hidden is not None and hidden.note != note:
        raise NotPossible(_("Your note was taken away. You can appeal against that, but not change it."))
    newcomer = rules.is_newcomer(person)
    if note and newcomer:
        raise NotPossible(NO_NOTE)
    limits.count_post(person, newcomer=newcomer)


@transaction.atomic
def leave(person: Person, question: Question) -> bool:
    """Takes "ours too" back with its note; whether it stood there. Who reported the note hears of it."""
    row = OursToo.objects.select_for_update().filter(question=question, person=person).first()
    if row is None:
        return False
    moderation.close_reports(row, person, Report.State.ACTED, str(_("Taken back by its author.")))
    row.delete()
    record(person, "question.not_ours", question)
    return True
