"""How a practice gets from state to state: one function, which everybody uses."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.practices import owners
from cityclusters.practices.models import Practice, StateChange
from cityclusters.practices.models.choices import MOVES, State

# A correction of what is published that ends early leads back to what is published.
OF_A_CORRECTION = {
    State.REJECTED: State.PUBLISHED,
    State.WITHDRAWN: State.PUBLISHED,
    State.DRAFT: State.CORRECTING,
}


def possible(practice: Practice, to: str) -> bool:
    """Whether the state allows the move; who may make it is a question for `rules`."""
    if practice.state not in MOVES[State(to)]:
        return False
    if to == State.ACCEPTED and practice.state == State.SUBMITTED:
        return practice.is_readable  # only a small correction is accepted without reviews
    return to not in (State.CORRECTING, State.RETIRED) or practice.is_readable


@transaction.atomic
def move(
    practice: Practice,
    to: str,
    by: Person | None,
    reason: str = "",
    *,
    enclosed: Sequence[str] = (),
    **details: Any,
) -> StateChange:
    """Moves it, with a line in its history, one in the journal, and a letter to its author and the other
    focal points of its organisation.

    `by` is None for the system; `details` go to the journal; `enclosed` are texts that the letter quotes
    after the reason (what reviewers wrote to the author). A rejected or withdrawn correction of something
    published leads back to "published", one that is taken back to "under correction".

    Raises NotPossible where the state does not allow it, and for a practice without a licence or a version
    that is to be published (rule PR8)."""
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if not possible(row, to):
        words = _("This is not possible any more: the practice is in the state “%(state)s”.")
        raise NotPossible(words % {"state": row.get_state_display()})
    after = OF_A_CORRECTION.get(State(to), State(to)) if row.is_readable else State(to)
    if after == State.PUBLISHED and not (row.licence and row.is_readable):
        raise NotPossible(_("Choose a licence first: it says what others may do with the text."))
    change = StateChange.objects.create(
        practice=row, before=row.state, after=after, by=by, reason=reason.strip()
    )
    row.state = after
    row.save(update_fields=["state", "changed_at"])
    practice.state = row.state
    record(by, f"practice.{after}", row, organisation=row.organisation, reason=change.reason, **details)
    _tell_owners(row, change, to, enclosed)
    return change


def _tell_owners(practice: Practice, change: StateChange, asked: str, enclosed: Sequence[str]) -> None:
    context = {
        "practice": practice,
        "change": change,
        "asked": asked,
        "enclosed": enclosed,
        "page": letters.absolute(practice.get_absolute_url()),
    }
    key = f"practice:{practice.public_id}:{change.pk}"
    letters.write(key, practice.author, "practices/mail/moved", context)
    for person in owners.colleagues_to_tell(practice, change.by):
        mine = {**context, "on_behalf": True}
        letters.write(f"{key}:{person.public_id}", person, "practices/mail/moved", mine)
