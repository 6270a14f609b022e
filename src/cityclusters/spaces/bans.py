"""Sending somebody away from a space, letting her in again, and her appeal: each with a line and a letter.

Who may do it stands in `rules` (SP2, SP3); every act here asks again, inside its transaction."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.spaces import letters, rules
from cityclusters.spaces.models import Membership, Space

NOT_YOURS = _("You can't decide about this person: it is yourself, or somebody of your own organisation.")
NO_REASON = _("Please give a reason. The person reads it.")
DECIDED = _("Somebody has decided about this in the meantime.")
Appeal = Membership.Appeal


def in_force(space: Space, person: Person) -> Membership | None:
    """The row that keeps her out, if there is one."""
    return space.memberships.banned().filter(person=person).select_related("space", "person").first()


@transaction.atomic
def ban(space: Space, person: Person, by: Person, reason: str) -> None:
    """Sends the person away for good; she reads the reason and can appeal. Twice is once.

    Raises NotPossible without a reason, and for somebody who may not."""
    Person.objects.select_for_update().get(pk=person.pk)  # one coming or going of hers at a time
    if not reason.strip():
        raise NotPossible(NO_REASON)
    if not rules.may_ban(by, person, space):
        raise NotPossible(NOT_YOURS)
    if space.is_banned(person):
        return
    now = timezone.now()
    row = space.membership_of(person) or space.memberships.create(person=person, left_at=now)
    as_steward = rules.is_steward(by, space)
    row.left_at = row.banned_at = now
    row.ended_by, row.ban_reason = by, reason.strip()[:300]
    row.save(update_fields=["left_at", "banned_at", "ended_by", "ban_reason"])
    record(by, "space.banned", space, person=person.public_id, reason=row.ban_reason)
    letters.banned(row, as_steward=as_steward)


def _locked(row: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("space", "person")
    return rows.get(pk=row.pk)


@transaction.atomic
def lift(space: Space, person: Person, by: Person) -> bool:
    """Lets the person join again; whether she was sent away. Raises NotPossible for somebody who may not."""
    if (found := in_force(space, person)) is None:
        return False
    row = _locked(found)
    if not rules.may_lift(by, row):
        raise NotPossible(NOT_YOURS)
    if row.ban_lifted_at is not None:
        return False
    row.ban_lifted_at = timezone.now()
    if row.appeal == Appeal.ASKED:
        row.appeal = Appeal.LIFTED
    row.save(update_fields=["ban_lifted_at", "appeal"])
    record(by, "space.ban_lifted", space, person=person.public_id)
    letters.lifted(row)
    return True


@transaction.atomic
def appeal(row: Membership, person: Person, words: str) -> None:
    """She asks another person to look at it. Raises NotPossible."""
    row = _locked(row)
    if not words.strip():
        raise NotPossible(_("Please say why you should be let in again."))
    if not rules.may_appeal(person, row):
        raise NotPossible(_("There is nothing to appeal against, or you have done so already."))
    row.appeal, row.appeal_words, row.appealed_at = Appeal.ASKED, words.strip()[:2000], timezone.now()
    row.save(update_fields=["appeal", "appeal_words", "appealed_at"])
    record(person, "space.ban_appealed", row.space, person=person.public_id)
    letters.appealed(row)


@transaction.atomic
def decide_appeal(row: Membership, by: Person, *, lift: bool, reason: str) -> None:
    """Another person than the first lets her in again, or leaves it as it is. Raises NotPossible."""
    row = _locked(row)
    if not reason.strip():
        raise NotPossible(NO_REASON)
    if row.appeal != Appeal.ASKED or row.ban_lifted_at is not None:
        raise NotPossible(DECIDED)
    if not rules.may_decide_appeal(by, row):
        raise NotPossible(_("Another person than the one who decided, of another organisation, decides."))
    now = timezone.now()
    row.appeal = Appeal.LIFTED if lift else Appeal.KEPT
    row.appeal_by, row.appeal_at, row.appeal_reason = by, now, reason.strip()[:300]
    row.ban_lifted_at = now if lift else None
    row.save(update_fields=["appeal", "appeal_by", "appeal_at", "appeal_reason", "ban_lifted_at"])
    act = "space.ban_lifted" if lift else "space.ban_kept"
    record(by, act, row.space, person=row.person.public_id, reason=row.appeal_reason)
    letters.appeal_decided(row)
