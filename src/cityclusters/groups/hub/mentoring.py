"""Guidance, mentoring and coaching: pairs, and the log that the two alone read (C21)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.hub.rules import is_of_pair, may_read_files
from cityclusters.groups.models import CoachNote, Group, Keeper, MentoringPair, Participant
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

COACHING = (Keeper.Role.COACH, Keeper.Role.MANAGER, Keeper.Role.FACILITATOR)


def coaches(group: Group) -> dict[str, Person]:
    """Who can advise: those with a post, and former participants who came back to help."""
    found: dict[str, Person] = {}
    posts = Keeper.objects.on(group.today()).filter(group=group, role__in=COACHING)
    for post in posts.select_related("person"):
        found[post.person.public_id] = post.person
    alumnae = Participant.objects.filter(group=group, state=Participant.State.ALUMNA).exclude(person=None)
    for row in alumnae.select_related("person"):
        if row.person is not None:
            found.setdefault(row.person.public_id, row.person)
    return found


@transaction.atomic
def begin(
    group: Group, by: Person, coach: Person, row: Participant, *, once: str, **fields: Any
) -> MentoringPair:
    """Two people work together from a day on; the same form sent twice gives one pair. Raises NotPossible for
    others than managers, for somebody who advises herself, and where the two are a pair already."""
    if not may_read_files(by, group) or row.group_id != group.pk:
        raise NotPossible(_("Only the managers of the group read its files."))
    if coach.public_id not in coaches(group):
        raise NotPossible(_("Give her the post of a coach first."))
    if coach.pk == row.person_id:
        raise NotPossible(_("Choose two different people."))
    Participant.objects.select_for_update().get(pk=row.pk)
    known = MentoringPair.objects.filter(once=once, group=group).first()
    if known is not None:
        return known
    kind = fields.get("kind", MentoringPair.Kind.MENTORING)
    if MentoringPair.objects.going().filter(coach=coach, participant=row, kind=kind).exists():
        raise NotPossible(_("The two work together already."))
    made = MentoringPair.objects.create(group=group, coach=coach, participant=row, by=by, once=once, **fields)
    record(by, "groups_pair.begun", made, organisation=group.organisation)
    return made


@transaction.atomic
def end(pair: MentoringPair, by: Person, on: date) -> None:
    """The last day of a pair; a manager or one of the two says so. Twice is once."""
    row = (
        MentoringPair.objects.select_for_update(of=("self",))
        .select_related("group", "participant")
        .get(pk=pair.pk)
    )
    if not is_of_pair(by, row) and not may_read_files(by, row.group):
        raise NotPossible(_("Only the two and the managers of the group can do this."))
    if row.ends is None or row.ends > on:
        row.ends = max(on, row.starts)
        row.save(update_fields=["ends"])
        record(by, "groups_pair.ended", row, organisation=row.group.organisation)
    pair.refresh_from_db()


@transaction.atomic
def write(pair: MentoringPair, by: Person, *, once: str, **fields: Any) -> CoachNote:
    """A note for the two; the journal says that there is one and not what. Raises NotPossible for everybody
    else, managers too."""
    if not is_of_pair(by, pair):
        raise NotPossible(_("Only the two write here."))
    if fields["on"] > pair.group.today():
        raise NotPossible(_("This day has not come yet."))
    row, is_new = CoachNote.objects.get_or_create(once=once, defaults={"pair": pair, "by": by, **fields})
    if row.pair_id != pair.pk:
        raise NotPossible(_("Send the form again."))
    if is_new:
        record(None, "groups_pair.noted", pair, organisation=pair.group.organisation)
    return row


@transaction.atomic
def erase(note: CoachNote, by: Person) -> None:
    """Who wrote a note can erase it. Raises NotPossible for others."""
    if note.by_id != by.pk:
        raise NotPossible(_("Only who wrote a note can erase it."))
    CoachNote.objects.filter(pk=note.pk).delete()
    record(None, "groups_pair.note_erased", note.pair, organisation=note.pair.group.organisation)
