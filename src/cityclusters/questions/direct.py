"""Asking people directly: the steward's letters, and what those asked say to them."""

from collections.abc import Sequence

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.questions import letters, rules
from cityclusters.questions.models import Asked, AskNoMore, Question
from cityclusters.questions.who_knows import Suggestion, askable

MOST = 10  # people asked about one question
SIGNER = signing.Signer(salt="questions.asked", sep="~")


def page_of(row: Asked) -> str:
    """The address on which the person says "not me" without signing in."""
    return reverse("questions:asked", args=[SIGNER.sign(row.public_id)])


def read(token: str) -> Asked | None:
    """What the signed address is about; None for one that is not ours."""
    try:
        public_id = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    rows = Asked.objects.select_related("person", "question__space").exclude(person__state="erased")
    return rows.filter(public_id=public_id).first()


@transaction.atomic
def ask(question: Question, by: Person, wanted: Sequence[Suggestion]) -> list[Asked]:
    """Writes to the people; those who may not be asked (any more) are left out. Raises NotPossible above ten
    for one question, where nobody is left, and for somebody who does not keep the space."""
    question = Question.objects.select_for_update(of=("self",)).select_related("space").get(pk=question.pk)
    if not rules.keeps(by, question.space) or not question.is_shown:
        raise NotPossible(_("Only a steward of the space can ask people directly."))
    allowed = askable([row.person for row in wanted if row.person], question)
    chosen = {row.person: row for row in wanted if row.person and row.person.pk in allowed}
    if question.asked_people.count() + len(chosen) > MOST:
        raise NotPossible(_("At most %(number)s people can be asked about one question.") % {"number": MOST})
    if not chosen:
        raise NotPossible(
            _("Nobody of these can be asked: they were asked often lately, or do not want to be asked.")
        )
    made = [
        Asked.objects.create(
            question=question, person=person, organisation=row.organisation, why=row.why[:300], by=by
        )
        for person, row in chosen.items()
    ]
    for one in made:
        letters.asked_directly(one, page_of(one))
    record(by, "question.people_asked", question, number=len(made))
    return made


@transaction.atomic
def not_me(row: Asked) -> None:
    """She does not know; twice is once."""
    if Asked.objects.filter(pk=row.pk, not_me_at=None).update(not_me_at=timezone.now()):
        record(row.person, "question.asked_not_me", row.question)


@transaction.atomic
def no_more(row: Asked) -> None:
    """She does not want to be asked directly any more, about anything."""
    not_me(row)
    AskNoMore.objects.get_or_create(person=row.person)


def ask_again(person: Person) -> None:
    """She may be asked again."""
    AskNoMore.objects.filter(person=person).delete()


def refuses(person: Person) -> bool:
    """Whether she does not want to be asked directly."""
    return AskNoMore.objects.filter(person=person).exists()
