"""Questions to the author of a practice and her answers; she does not learn which reviewer asks."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices.models import Message, Practice, Review
from cityclusters.practices.models.choices import State

WHILE = (State.SUBMITTED, State.SCREENED, State.IN_REVIEW, State.CHANGES)


def page(practice: Practice) -> str:
    """The full address of the author's page."""
    return letters.absolute(reverse("practices:answers", args=[practice.public_id]))


@transaction.atomic
def ask(
    practice: Practice, by: Person, text: str, *, section: str = "", review: Review | None = None
) -> Message:
    """Asks the author something; `review` where a reviewer asks. Raises NotPossible once it is decided."""
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if row.state not in WHILE or (review and review.state not in Review.LIVE):
        raise NotPossible(_("The author can be asked only until the practice is decided."))
    made = Message.objects.create(practice=row, review=review, author=by, text=text, section=section)
    # About the message, not the practice: who asks stands in no line that the author may see.
    record(by, "practice.question_asked", made, organisation=row.organisation, practice=row.public_id)
    context = {"practice": row, "message": made, "page": page(row)}
    letters.write(f"practice-question:{made.pk}", row.author, "practices/mail/question_asked", context)
    return made


@transaction.atomic
def answer(question: Message, by: Person, text: str) -> Message:
    """Answers a question; who asked gets a letter. Raises NotPossible once it is decided."""
    row = Practice.objects.select_for_update().get(pk=question.practice_id)
    if row.state not in WHILE:
        raise NotPossible(_("The practice is decided, so the question needs no answer any more."))
    made = Message.objects.create(
        practice=row, review=question.review, author=by, from_author=True, answers=question, text=text
    )
    record(by, "practice.question_answered", made, organisation=row.organisation, practice=row.public_id)
    address = reverse("practices:decide", args=[row.public_id])
    if question.review:
        address = question.review.get_absolute_url()
    context = {"practice": row, "message": made, "question": question, "page": letters.absolute(address)}
    letters.write(f"practice-answer:{made.pk}", question.author, "practices/mail/question_answered", context)
    return made


def threads(practice: Practice, review: Review | None = None) -> list[Message]:
    """Questions with their answers (`replies`), oldest first; `review` limits them to one reviewer's."""
    rows = practice.messages.filter(answers=None).prefetch_related("replies")
    return list(rows.filter(review=review) if review else rows)
