""" "Ours too": cities that have the same question gather on it, and find each other (seed item D5)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.questions import limits, rules
from cityclusters.questions.following import follow_quietly
from cityclusters.questions.models import OursToo, Question
from cityclusters.questions.standing import Standing


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

    Raises NotPossible for her own question, for an organisation that stands there already, and for a
    newcomer's note, which nobody would look at first."""
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
    newcomer = rules.is_newcomer(person)
    if note and newcomer:
        raise NotPossible(
            _("You can add a note once a first question or answer of yours has been published.")
        )
    limits.count_post(person, newcomer=newcomer)


@transaction.atomic
def leave(person: Person, question: Question) -> bool:
    """Takes "ours too" back; whether it stood there."""
    gone, _rows = OursToo.objects.filter(question=question, person=person).delete()
    if gone:
        record(person, "question.not_ours", question)
    return gone > 0
