"""Cases go to another counsellor of the group. They are sealed anew for her; the one before can't read them
any more, and whoever arranged it never could."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.counselling import letters, rules, sealing
from cityclusters.groups.counselling.acts import place_of
from cityclusters.groups.models import CaseHandover, CounsellingCase, CounsellingSession, Group
from cityclusters.groups.rules import is_counsellor
from cityclusters.journal.acts import record
from cityclusters.people.models import Person


def _check(group: Group, before: Person, after: Person, by: Person) -> None:
    if before == after or not is_counsellor(after, group) or not after.is_active:
        raise NotPossible(_("Choose another counsellor of this group."))
    if by == before:
        if not is_counsellor(by, group):
            raise NotPossible(_("Only a counsellor of the group can do this."))
        return
    if not rules.is_manager(by, group):
        raise NotPossible(_("Only a manager of the group can do this for a counsellor who has gone."))
    if not rules.has_gone(before, group):
        raise NotPossible(_("The counsellor is still there: only she can hand her cases over."))
    if by == after:
        raise NotPossible(_("You can’t take over cases that you hand over yourself."))


@transaction.atomic
def ask(
    group: Group, before: Person, after: Person, by: Person, case: CounsellingCase | None = None
) -> CaseHandover:
    """Asks that the cases of `before` (or one of them) go to `after`. The counsellor asks herself, and
    `after` says yes; for a counsellor who has gone a manager asks, and a data steward or safeguarding lead
    says yes. Raises NotPossible for anybody else, and while such a question waits."""
    _check(group, before, after, by)
    if case is not None and (case.counsellor_id, case.group_id) != (before.pk, group.pk):
        raise NotPossible(_("There is no such case."))
    Group.objects.select_for_update().get(pk=group.pk)  # one question at a time
    waiting = CaseHandover.objects.filter(group=group, before=before, decided_at=None)
    if waiting.exists():
        raise NotPossible(_("A handover of this counsellor’s cases waits for an answer already."))
    row = CaseHandover.objects.create(group=group, before=before, after=after, case=case, asked_by=by)
    record(by, "groups_counselling.handover_asked", group)
    told = [after] if by == before else rules.deciders()
    letters.something_new(f"handover:{row.public_id}", [person for person in told if person != by])
    return row


def possible(group: Group, by: Person) -> tuple[list[Person], list[Person]]:
    """Whose cases she may hand over, and to whom."""
    after = [person for person in rules.counsellors(group) if person != by]
    before = [by] if is_counsellor(by, group) else []
    if rules.is_manager(by, group):
        before += [one for one in rules.with_cases(group) if one != by and rules.has_gone(one, group)]
    return before, after


def may_answer(person: Person, row: CaseHandover) -> bool:
    """Who says yes or no: the next counsellor where the one before asked, else a second person of those who
    decide."""
    if row.decided_at is not None:
        return False
    if row.asked_by_id == row.before_id:
        return person.pk == row.after_id and is_counsellor(person, row.group)
    return rules.may_decide(person) and person.pk not in {row.asked_by_id, row.after_id, row.before_id}


@transaction.atomic
def answer(row: CaseHandover, by: Person, *, accept: bool) -> None:
    """Says yes or no; a yes moves the cases at once. Raises NotPossible for anybody else than may_answer,
    and where the next counsellor has gone meanwhile."""
    found = CaseHandover.objects.select_for_update(of=("self",)).select_related(
        "group__place", "before", "after"
    )
    row = found.get(pk=row.pk)
    if not may_answer(by, row):
        raise NotPossible(_("This is not for you to answer, or it was answered already."))
    if accept:
        _check(row.group, row.before, row.after, row.asked_by)
        for case in CounsellingCase.objects.select_for_update().filter(
            group=row.group, counsellor=row.before, **({"pk": row.case_id} if row.case_id else {})
        ):
            move(case, row.before, row.after)
    row.decided_by, row.decided_at, row.accepted = by, timezone.now(), accept
    row.save()
    record(by, f"groups_counselling.handover_{'accepted' if accept else 'refused'}", row.group)
    told = {row.asked_by, row.before, row.after, *(rules.stewards() if accept else [])} - {by}
    letters.something_new(f"handover-answered:{row.public_id}", told)


def move(case: CounsellingCase, before: Person, after: Person) -> None:
    """Seals everything of the case for the next counsellor. Raises NotPossible where a text can't be opened:
    then the case would be lost for both."""
    try:
        _again(case, "label", before, after)
        for session in case.sessions.all():
            for column in ("note", "topics"):
                _again(session, column, before, after)
            session.save(update_fields=["sealed_note", "sealed_topics"])
    except sealing.Unreadable:
        words = _("A note can’t be opened with the keys of this server, so nothing was handed over.")
        raise NotPossible(words) from None
    case.counsellor = after
    case.save(update_fields=["counsellor", "sealed_label"])


def _again(row: CounsellingCase | CounsellingSession, column: str, before: Person, after: Person) -> None:
    sealed = getattr(row, f"sealed_{column}")
    if sealed:
        words = sealing.unseal(sealed, before.public_id, place_of(row, column))
        setattr(row, f"sealed_{column}", sealing.seal(after.public_id, place_of(row, column), words))
