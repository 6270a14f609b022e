"""The acts of adopting: a city says "we are adapting this", and later what came of it (seed item A22).

Only a focal point of the adopting city declares, confirms, denies, reports and ends (rule PR7); others may
name a city that uses the practice, which counts for nothing until that city has confirmed it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.adoption import letters
from cityclusters.practices.models import Adaptation, Practice

State = Adaptation.State
REMIND_AFTER = (timedelta(days=182), timedelta(days=365))  # after it began: half a year, and a year
MOST_NAMED = 20  # cities that one person has named and that have not answered yet


def may_declare(person: Person, organisation: Organisation | None) -> bool:
    """Focal points, for their own organisation."""
    return organisation is not None and person.acts_for(organisation)


def may_name(person: Person) -> bool:
    """Officers, and everybody who holds a post: the author's city, a partner, a colleague of the city."""
    return person.is_officer or person.mandates.valid().exists()


def _open_practice(practice: Practice, organisation: Organisation) -> Practice:
    """The practice, its row locked. Raises NotPossible where it cannot be adapted by the organisation."""
    row = Practice.objects.select_for_update().get(pk=practice.pk)
    if not Practice.objects.published().filter(pk=row.pk).exists():
        raise NotPossible(_("Only a published practice can be adapted."))
    if row.organisation_id == organisation.pk:
        raise NotPossible(_("This practice is your own: it is not counted as adapted by another city."))
    return row


def _place_of(organisation: Organisation, place: Place | None) -> Place:
    found = place or organisation.place
    if found is None:
        raise NotPossible(_("Say where it is adapted."))
    return found


@transaction.atomic
def declare(
    by: Person,
    practice: Practice,
    organisation: Organisation,
    *,
    language: str,
    plan: str = "",
    place: Place | None = None,
) -> Adaptation:
    """ "We are adapting this": the version that is read now, from today. A city that others had named
    confirms by declaring; declaring again changes the plan and nothing else.

    Raises NotPossible for somebody who may not act for the organisation, for the practice's own owner, for
    a practice that is not published, and for an adaptation that is reported already."""
    if not may_declare(by, organisation):
        raise NotPossible(_("Only a focal point of the city can declare this for it."))
    row = _open_practice(practice, organisation)
    found = row.adaptations.exclude(state=State.ENDED).filter(organisation=organisation).first()
    if found is not None and found.state == State.REPORTED:
        raise NotPossible(_("Your city has reported on this already. You can change its report."))
    if found is None:
        assert row.version is not None
        found = Adaptation(practice=row, version=row.version, organisation=organisation, declared_by=by)
    is_new = found.confirmed_at is None
    found.place = _place_of(organisation, place)
    found.language, found.plan = language, plan
    if is_new:
        _begin(found, by)
    found.save()
    record(by, "adaptation.declared" if is_new else "adaptation.changed", found, organisation=organisation)
    if is_new:
        letters.tell_author(found, "declared")
    return found


def _begin(adaptation: Adaptation, by: Person) -> None:
    adaptation.state = State.ADAPTING
    adaptation.confirmed_by, adaptation.confirmed_at = by, timezone.now()
    adaptation.remind_on = _next_reminder(timezone.localdate(), timezone.localdate())


def _next_reminder(begun: date, today: date) -> date | None:
    """The next day on which the city is asked what came of it; None once it was asked twice."""
    return next((day for after in REMIND_AFTER if (day := begun + after) > today), None)


@transaction.atomic
def name(
    by: Person,
    practice: Practice,
    organisation: Organisation,
    *,
    language: str,
    note: str = "",
    place: Place | None = None,
    named_by: Organisation | None = None,
) -> Adaptation:
    """Somebody else says that the city uses the practice: shown as named and not confirmed, counted nowhere.
    Its focal points are asked. Naming one that is there already gives that one.

    Raises NotPossible for people without a post, for a city that denied it before, for the owner itself,
    and for somebody who has named too many that have not answered."""
    if not may_name(by):
        raise NotPossible(_("Only people with a confirmed post can name a city."))
    if by.acts_for(organisation):
        raise NotPossible(_("You act for this organisation: declare it for your own city instead."))
    row = _open_practice(practice, organisation)
    known = row.adaptations.filter(organisation=organisation).order_by("-pk").first()
    if known is not None and known.denied:
        raise NotPossible(_("This city has said that it does not adapt this practice."))
    if known is not None and known.state != State.ENDED:
        return known
    waiting = Adaptation.objects.filter(declared_by=by, state=State.NAMED)
    if waiting.count() >= MOST_NAMED:
        raise NotPossible(_("Many cities that you have named have not answered yet. Wait for them first."))
    assert row.version is not None
    made = Adaptation.objects.create(
        practice=row,
        version=row.version,
        organisation=organisation,
        place=_place_of(organisation, place),
        language=language,
        plan=note,
        state=State.NAMED,
        declared_by=by,
        named_by=named_by,
    )
    record(by, "adaptation.named", made, organisation=organisation)
    letters.ask_the_city(made)
    return made


def _locked(adaptation: Adaptation, by: Person) -> Adaptation:
    """The row as it is now, nobody else changing it. Raises NotPossible for anybody but a focal point of
    the adopting city."""
    rows = Adaptation.objects.select_for_update(of=("self",))
    row = rows.select_related("organisation", "practice__version", "place").get(pk=adaptation.pk)
    if not by.acts_for(row.organisation):
        raise NotPossible(_("Only a focal point of the adopting city can say this."))
    return row


@transaction.atomic
def confirm(adaptation: Adaptation, by: Person) -> bool:
    """The named city says yes: from now on it counts as being adapted (rule PR7). False where a colleague
    was quicker. Raises NotPossible for anybody else, and where it was denied or ended meanwhile."""
    row = _locked(adaptation, by)
    if row.confirmed_at is not None:
        return False
    if row.state != State.NAMED:
        raise NotPossible(_("A colleague has answered already that your city does not adapt this."))
    if row.plan:  # the words were those of whoever named the city
        row.plan = ""
    _begin(row, by)
    row.save()
    record(by, "adaptation.confirmed", row, organisation=row.organisation)
    letters.tell_author(row, "declared")
    return True


@transaction.atomic
def deny(adaptation: Adaptation, by: Person, reason: str = "") -> bool:
    """The named city says no: it is shown nowhere any more. False where that was said already. Raises
    NotPossible for anybody else, and where a colleague has confirmed."""
    row = _locked(adaptation, by)
    if row.denied:
        return False
    if row.state != State.NAMED:
        raise NotPossible(_("A colleague has confirmed this already. You can end it instead."))
    row.state, row.ended_at, row.ended_reason, row.plan = State.ENDED, timezone.now(), reason, ""
    row.save()
    record(by, "adaptation.denied", row, organisation=row.organisation)
    letters.tell_namer(row)
    return True


@transaction.atomic
def report(
    adaptation: Adaptation, by: Person, *, outcome: str, changed: str, result: str, language: str
) -> None:
    """What the city changed, what came of it, and how it went; may be said again when more is known. A city
    that others had named confirms by reporting.

    Raises NotPossible for anybody else, and for one that was ended."""
    row = _locked(adaptation, by)
    if row.state == State.ENDED:
        raise NotPossible(_("This was ended. Declare it again if your city has taken it up."))
    if row.state == State.NAMED:
        _begin(row, by)
        row.plan = ""
    first = row.state != State.REPORTED
    told = (row.outcome, row.changed, row.result, row.language)
    if not first and told == (outcome, changed, result, language):
        return
    row.outcome, row.changed, row.result, row.language = outcome, changed, result, language
    row.state, row.reported_at, row.remind_on = State.REPORTED, timezone.now(), None
    row.save()
    act = "adaptation.reported" if first else "adaptation.report_changed"
    record(by, act, row, organisation=row.organisation, outcome=outcome)
    if first:
        letters.tell_author(row, "reported")


@transaction.atomic
def end(adaptation: Adaptation, by: Person, reason: str) -> bool:
    """The city does not pursue it, and says why; that stays readable. False where it was ended already.
    Raises NotPossible for anybody else, and for one that is reported or was never confirmed."""
    row = _locked(adaptation, by)
    if row.state == State.ENDED:
        return False
    if row.state != State.ADAPTING:
        raise NotPossible(_("Only what is being adapted can be ended. Change your report instead."))
    row.state, row.ended_at, row.ended_reason, row.remind_on = State.ENDED, timezone.now(), reason, None
    row.save()
    record(by, "adaptation.ended", row, organisation=row.organisation)
    letters.tell_author(row, "ended")
    return True


def remind(today: date | None = None, at_once: int = 20) -> int:
    """Asks cities what came of it, half a year and a year after they began; gives how many were asked.

    Each row is claimed in a transaction with its letters, so running twice asks once."""
    now = today or timezone.localdate()
    rows = Adaptation.objects.filter(state=State.ADAPTING, remind_on__lte=now).order_by("remind_on", "pk")
    return sum(_remind_one(pk, now) for pk in rows.values_list("pk", flat=True)[:at_once])


@transaction.atomic
def _remind_one(pk: int, today: date) -> bool:
    rows = Adaptation.objects.select_for_update(of=("self",)).select_related("organisation", "practice")
    row = rows.filter(pk=pk, state=State.ADAPTING, remind_on__lte=today).first()
    if row is None or row.confirmed_at is None or row.remind_on is None:
        return False
    letters.ask_for_report(row, row.remind_on)
    row.remind_on = _next_reminder(timezone.localdate(row.confirmed_at), today)
    row.save(update_fields=["remind_on"])
    return True


def somebody_can_answer(adaptation: Adaptation) -> bool:
    """Whether the named city has a focal point here today."""
    held = Mandate.objects.valid().filter(organisation=adaptation.organisation_id, may_act=True)
    return held.exists()


def posts_of(person: Person) -> list[Organisation]:
    """The organisations for which she may declare, by name; one query."""
    held = Mandate.objects.valid().filter(person=person, may_act=True).select_related("organisation__place")
    found = {row.organisation_id: row.organisation for row in held.order_by("pk")}
    return sorted(found.values(), key=str)
