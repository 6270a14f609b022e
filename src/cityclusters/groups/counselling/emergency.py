"""Breaking the glass: somebody reads one case of a colleague, when a second person allows it, for some hours.

Who asks says why; the counsellor and the data stewards are told when it is asked, when it is decided and when
a case is opened; each of these is a line that data stewards see (rules HU1 and SA7)."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.counselling import letters, reading, rules, sealing
from cityclusters.groups.counselling.reading import Case, Words
from cityclusters.groups.models import CounsellingCase, EmergencyAccess, Group
from cityclusters.journal.acts import record
from cityclusters.people.models import Person


def _place(access: EmergencyAccess) -> str:
    return f"emergency:{access.public_id}:words"


def words_of(access: EmergencyAccess) -> Words:
    """What the one who asked wrote."""
    try:
        return Words(sealing.unseal(access.sealed_words, access.asked_by.public_id, _place(access)))
    except sealing.Unreadable:
        return Words("", readable=False)


@transaction.atomic
def ask(group: Group, counsellor: Person, by: Person, *, reason: str, words: str) -> EmergencyAccess:
    """Asks to read one case of the counsellor. Raises NotPossible for somebody who may not ask, for her own
    cases, for a counsellor without cases, while a request of hers waits, and where there is no second person
    to decide; sealing.Closed without a key."""
    if not rules.may_ask(by, group):
        raise NotPossible(_("Only managers and counsellors of the group and safeguarding leads can ask."))
    if counsellor == by:
        raise NotPossible(_("These are your own cases."))
    if not CounsellingCase.objects.filter(group=group, counsellor=counsellor).exists():
        raise NotPossible(_("There are no cases of this counsellor."))
    access = EmergencyAccess(group=group, counsellor=counsellor, asked_by=by, reason=reason)
    access.sealed_words = sealing.seal(by.public_id, _place(access), words)
    second = [person for person in rules.deciders() if rules.may_decide_on(person, access)]
    if not second:
        raise NotPossible(_("Nobody is there to decide: no other data steward or safeguarding lead."))
    try:
        with transaction.atomic():
            access.save()
    except IntegrityError:
        raise NotPossible(_("You have asked already. It waits for a decision.")) from None
    record(by, "groups_counselling.emergency_asked", group, reason=reason, person=counsellor.public_id)
    letters.something_new(f"asked:{access.public_id}", [counsellor, *second])
    return access


@transaction.atomic
def decide(access: EmergencyAccess, by: Person, *, allow: bool) -> None:
    """Allows it for some hours, or refuses it; the first decision holds. Raises NotPossible for who asked,
    for the counsellor, and for others than data stewards and safeguarding leads."""
    row = EmergencyAccess.objects.select_for_update().get(pk=access.pk)
    if not rules.may_decide_on(by, row):
        raise NotPossible(_("A second person decides: a data steward or a safeguarding lead."))
    if row.decided_at is not None:
        raise NotPossible(_("This was decided already."))
    row.decided_by, row.decided_at, row.allowed = by, timezone.now(), allow
    row.until = timezone.now() + timedelta(hours=settings.EMERGENCY_HOURS) if allow else None
    row.save()
    act = "emergency_allowed" if allow else "emergency_refused"
    record(by, f"groups_counselling.{act}", row.group, person=row.counsellor.public_id)
    letters.something_new(f"{act}:{row.public_id}", {row.asked_by, row.counsellor, *rules.stewards()} - {by})
    access.refresh_from_db()


@transaction.atomic
def choose(access: EmergencyAccess, by: Person, code: str) -> None:
    """Opens one of the counsellor's cases; the first choice holds. Raises NotPossible for others than the
    one who asked, before it is allowed and after its hours, for another case, and for a second one."""
    row = (
        EmergencyAccess.objects.select_for_update(of=("self",))
        .select_related("group__place")
        .get(pk=access.pk)
    )
    if not rules.may_read_in_emergency(by, row):
        raise NotPossible(_("This is not open for you, or its hours are over."))
    if row.case_code and row.case_code != code:
        raise NotPossible(_("You have opened another case. Ask again for this one."))
    if not cases(row).filter(public_id=code).exists():
        raise NotPossible(_("There is no such case."))
    if not row.case_code:
        row.case_code = code
        row.save(update_fields=["case_code"])
        record(by, "groups_counselling.emergency_opened", row.group, person=row.counsellor.public_id)
        letters.something_new(f"opened:{row.public_id}", {row.counsellor, *rules.stewards()} - {by})
    access.refresh_from_db()


def cases(access: EmergencyAccess) -> QuerySet[CounsellingCase]:
    """The counsellor's cases in this group."""
    rows = CounsellingCase.objects.filter(group=access.group_id, counsellor=access.counsellor_id)
    return rows.select_related("counsellor", "group__place")


def labels(access: EmergencyAccess, by: Person) -> list[Case]:
    """The labels among which she finds the one case; nothing for anybody else."""
    if not rules.may_read_in_emergency(by, access):
        return []
    return reading.labelled(cases(access), access.counsellor.public_id)


def opened(access: EmergencyAccess, by: Person) -> Case | None:
    """The case that she chose, with its sessions; None for anybody else and after the hours."""
    if not access.case_code or not rules.may_read_in_emergency(by, access):
        return None
    case = cases(access).filter(public_id=access.case_code).first()
    return reading.read(case, by, access) if case else None
