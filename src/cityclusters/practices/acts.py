"""What is done with a whole practice: submitted, taken back, withdrawn, published, corrected, retired."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Person
from cityclusters.practices import differences, limits, parts
from cityclusters.practices.judging import calls, screeners
from cityclusters.practices.models import Call, Practice, StateChange, Version
from cityclusters.practices.models.choices import State
from cityclusters.practices.moves import move
from cityclusters.practices.versions import content_of, facts_of, freeze

SMALL_WORDS = 100  # a correction of more words than this goes through a review again


def comes_late(practice: Practice) -> bool:
    """Whether it was begun for a call that takes nothing any more: it is then submitted without the call."""
    call = practice.call
    if practice.state != State.DRAFT or call is None or call.state == Call.State.DRAFT:
        return False
    return not call.takes_entries()


@transaction.atomic
def submit(practice: Practice, by: Person, reason: str = "") -> StateChange:
    """Hands it in; those who take the first look get a letter. What rule PR6 would warn of goes to the
    journal with the reason she gave.

    Raises NotPossible where what was done or what came of it is missing, where the state forbids it, and for
    a call that is not open yet or not for her."""
    if lacking := parts.missing(practice, parts.NEEDED):
        words = _("Please write this first: %(part)s.")
        raise NotPossible(words % {"part": lacking[0].label})
    warned = [part.key for part in parts.missing(practice, tuple(parts.WARNED))]
    late = ""
    if comes_late(practice) and practice.call is not None:
        late, practice.call = practice.call.public_id, None
        practice.save(update_fields=["call", "changed_at"])
    calls.check_entry(practice, by)
    limits.count_submission(by)
    change = move(practice, State.SUBMITTED, by, reason, warned=warned, late_for=late)
    screeners.tell(practice)
    return change


def last_reason(practice: Practice) -> str:
    """What was said when it was last submitted: for a correction, what is corrected."""
    row = practice.state_changes.filter(after=State.SUBMITTED).order_by("-at", "-pk").first()
    return row.reason if row else ""


@transaction.atomic
def publish(practice: Practice, by: Person, *, licence: str = "", change_note: str = "") -> Version:
    """Freezes what was accepted as the next version, and publishes it. Its writers may choose the licence.

    Raises NotPossible without a licence (rule PR8), and where it is not accepted."""
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if row.state != State.ACCEPTED:
        raise NotPossible(_("It can be published once it is accepted."))
    if licence:
        row.licence = practice.licence = licence
        row.save(update_fields=["licence", "changed_at"])
    version = freeze(practice, by, change_note if row.is_readable else "")
    move(practice, State.PUBLISHED, by, change_note, version=version.number)
    return version


def is_small(practice: Practice) -> bool:
    """Whether a correction changes no result, no level and no licence, and few words."""
    if practice.version is None:
        return False
    old, new = practice.version, content_of(practice)
    facts = facts_of(practice)
    if old.content["results"] != new["results"]:
        return False
    if any(old.facts.get(name) != facts[name] for name in ("level", "licence", "organisation", "place")):
        return False
    return differences.changed_words(differences.contents(old.content, new)) <= SMALL_WORDS


@transaction.atomic
def accept_small(practice: Practice, by: Person) -> Version:
    """A manager's glance is enough for a small correction: it is accepted and published at once.

    Raises NotPossible for one that is not small."""
    if not is_small(practice):
        raise NotPossible(_("This correction changes more than words: it needs a review."))
    note = last_reason(practice)
    move(practice, State.ACCEPTED, by)
    return publish(practice, by, change_note=note)
