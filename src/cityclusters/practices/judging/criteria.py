"""What reviewers look at: the criteria of the call, or the standard ones, each with a score from 1 to 5."""

from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import pick
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices.models import Call, Criterion, Practice, Review

MOST = 12

# The scores in words, so that a 3 means the same to two reviewers.
ANCHORS: dict[int, object] = {
    1: _("1 – not at all, or nothing is said about it"),
    2: _("2 – a little; much is missing"),
    3: _("3 – enough to be useful"),
    4: _("4 – well, with small gaps"),
    5: _("5 – very well; others can build on it"),
}

# Without a call: key → name and what to look at.
STANDARD: dict[str, tuple[object, object]] = {
    "clear": (
        _("It is clear"),
        _("Can a colleague in another city understand who did what, when and how?"),
    ),
    "results": (
        _("Results are shown"),
        _("Is it said what changed, with numbers and sources where there are any?"),
    ),
    "transfer": (
        _("Others can use it"),
        _("Are conditions, cost and what must be adapted described?"),
    ),
    "gender": (
        _("Women and men"),
        _("Is it said who benefits, who decides and who does the work?"),
    ),
    "limits": (
        _("It is honest about limits"),
        _("Does it say what did not work, and what is not known?"),
    ),
}


class Question(NamedTuple):
    """A criterion as a form shows it: the key of its score, its name, what to look at."""

    key: str
    name: str
    hint: str


def questions(practice: Practice) -> list[Question]:
    """The criteria for a practice: its call's, or the standard ones where the call has none."""
    return of_call(practice.call) if practice.call else standard()


def of_call(call: Call) -> list[Question]:
    """The criteria of a call, or the standard ones where it has none."""
    own = [Question(str(row.pk), pick(row.name).text, pick(row.hint).text) for row in call.criteria.all()]
    return own or standard()


def standard() -> list[Question]:
    """The standard criteria in the reader's language."""
    return [Question(key, str(name), str(hint)) for key, (name, hint) in STANDARD.items()]


def fixed(call: Call) -> bool:
    """Whether they can't change any more: somebody has scored by them."""
    return Review.objects.filter(practice__call=call, state=Review.State.DONE).exists()


def _open(call: Call) -> Call:
    """The call, locked against a review that is handed in at the same moment."""
    row = Call.objects.select_for_update().get(pk=call.pk)
    if fixed(row):
        raise NotPossible(_("A review by these criteria has been handed in, so they stay as they are."))
    return row


@transaction.atomic
def add(call: Call, by: Person, **fields: Any) -> Criterion:
    """Adds one at the end. Raises NotPossible when they are fixed, or with twelve there already."""
    row = _open(call)
    if row.criteria.count() >= MOST:
        raise NotPossible(_("Twelve criteria are enough: each is scored by each reviewer."))
    last = row.criteria.aggregate(last=Max("position"))["last"]
    made = Criterion.objects.create(call=row, position=0 if last is None else last + 1, **fields)
    record(by, "call.criteria_changed", row, organisation=row.organisation)
    return made


@transaction.atomic
def remove(call: Call, by: Person, key: int) -> None:
    """Takes one away. Raises NotPossible when they are fixed."""
    row = _open(call)
    if row.criteria.filter(pk=key).delete()[0]:
        record(by, "call.criteria_changed", row, organisation=row.organisation)
