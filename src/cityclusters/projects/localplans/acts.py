"""Writing beside a local plan, publishing it and taking it back (rules LP1, LP3).

The texts are checked when the plan is published and again when a visitor reads: see looking.py."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import phases, rules
from cityclusters.projects.localplans.looking import clearable, hits
from cityclusters.projects.models import (
    Driver,
    FinanceSource,
    FinanceStep,
    LocalPlan,
    Project,
    WarningAnswer,
)
from cityclusters.projects.models.local_plan import LocalRow

State = FinanceSource.State
AMOUNT: dict[str, str] = {
    State.APPLIED: "asked",
    State.PLEDGED: "pledged",
    State.CONFIRMED: "confirmed",
    State.SPENT: "spent",
}
NEXT: dict[str, tuple[str, ...]] = {
    State.IDENTIFIED: (State.APPLIED, State.PLEDGED, State.CONFIRMED, State.REFUSED),
    State.APPLIED: (State.APPLIED, State.PLEDGED, State.CONFIRMED, State.REFUSED),
    State.PLEDGED: (State.PLEDGED, State.CONFIRMED, State.REFUSED),
    State.CONFIRMED: (State.CONFIRMED, State.SPENT, State.REFUSED),
    State.SPENT: (State.SPENT,),
    State.REFUSED: (State.APPLIED,),
}


def of_project(project: Project) -> LocalPlan | None:
    """What stands beside the plan; None where nothing was written yet."""
    return LocalPlan.objects.filter(project=project).first()


def _open(project: Project, by: Person, *, lead: bool = False) -> Project:
    """The project as it is now. Raises NotPossible for who may not, for another kind, and when it is over."""
    row = phases.locked(project)
    if not (rules.may_lead(by, row) if lead else rules.may_write(by, row)):
        raise NotPossible(
            _("Only those who lead the project do this.") if lead else _("You can't write here.")
        )
    if row.kind != Project.Kind.LOCAL_PLAN:
        raise NotPossible(_("This is no local action plan."))
    if row.is_over:
        raise NotPossible(_("This project is over."))
    return row


def _beside(project: Project) -> LocalPlan:
    made, _new = LocalPlan.objects.get_or_create(project=project, defaults={"language": project.language})
    return made


@transaction.atomic
def write_basis(project: Project, by: Person, fields: dict[str, Any]) -> LocalPlan:
    """Legal base, costs of violence, act of adoption, what others have said."""
    row = _open(project, by)
    beside = _beside(row)
    for name, value in fields.items():
        setattr(beside, name, value)
    beside.save()
    record(by, "projects_local.changed", row, organisation=row.lead, what="basis")
    return beside


@transaction.atomic
def write_row(project: Project, by: Person, thing: LocalRow, fields: dict[str, Any]) -> LocalRow:
    """Adds a driver, an institution, a consultation, a count or a review, or changes one."""
    row = _open(project, by)
    _beside(row)
    if thing.pk is None:
        thing.project, thing.language, thing.made_by = row, row.language, by  # type: ignore[attr-defined]
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()
    if isinstance(thing, FinanceSource) and not thing.steps.exists():
        thing.steps.create(state=thing.state, amount=thing.asked, on=thing.since, by=by)
    record(by, "projects_local.changed", row, organisation=row.lead, what=_name(thing))
    return thing


def _name(thing: models.Model) -> str:
    return type(thing).__name__.lower()


@transaction.atomic
def remove_row(project: Project, by: Person, thing: LocalRow) -> None:
    """Takes out what was written by mistake. Raises NotPossible for a driver that an objective answers, and
    for money that was promised: these stay."""
    row = _open(project, by)
    if isinstance(thing, Driver) and thing.objectives.exists():
        raise NotPossible(_("An objective of the plan answers this driver. Change the objective first."))
    if isinstance(thing, FinanceSource) and thing.state not in (State.IDENTIFIED, State.APPLIED):
        raise NotPossible(_("What was promised, confirmed or refused stays in the list."))
    what = _name(thing)
    thing.delete()
    record(by, "projects_local.removed", row, organisation=row.lead, what=what)


@transaction.atomic
def take_step(
    source: FinanceSource, by: Person, state: str, amount: Decimal | None, on: date, paper: str = ""
) -> FinanceStep:
    """A source of money goes a step on. Raises NotPossible for a step that does not follow, for money that is
    confirmed or spent without an amount and a proof, and for more spent than confirmed (rule LP3)."""
    row = _open(source.project, by)
    now = FinanceSource.objects.select_for_update().get(pk=source.pk)
    if state not in NEXT[now.state]:
        raise NotPossible(_("This step does not follow the one before."))
    if state in FinanceSource.COUNTED and not (amount and paper.strip()):
        raise NotPossible(_("Money counts with its amount and what shows it: a letter, a budget line."))
    if on > timezone.localdate():
        raise NotPossible(_("This day has not come yet."))
    if state == State.SPENT and (amount or 0) > (now.confirmed or 0):
        raise NotPossible(_("No more can be spent than was confirmed."))
    if state in AMOUNT:
        setattr(now, AMOUNT[state], amount)
    if state == State.CONFIRMED and (now.spent or 0) > (amount or 0):
        raise NotPossible(_("No more can be spent than was confirmed."))
    now.state, now.since = state, on
    now.save()
    made = now.steps.create(state=state, amount=amount, on=on, paper=paper.strip(), by=by)
    record(by, "projects_local.money", row, organisation=row.lead, state=state, source=now.public_id)
    return made


@transaction.atomic
def clear(project: Project, by: Person, words: Iterable[str]) -> None:
    """Words that look like a name and name nobody: an institution, a people, a law. Raises NotPossible for
    words that the check has not found, and for people who don't lead (rule LP1)."""
    row = _open(project, by, lead=True)
    beside = _beside(row)
    chosen = list(dict.fromkeys(words))
    if not set(chosen) <= set(clearable(hits(row, beside))):
        raise NotPossible(_("The texts have changed meanwhile. Please look again."))
    beside.cleared = [*beside.cleared, *(word for word in chosen if word not in beside.cleared)]
    beside.save(update_fields=["cleared"])
    record(by, "projects_local.cleared", row, organisation=row.lead, words=len(chosen))


@transaction.atomic
def publish(project: Project, by: Person, *, was_read: bool) -> None:
    """Visitors may read it from now on; twice is once. Raises NotPossible for people who don't lead, who have
    not read it, and while a text holds words that may tell of one person: it names them (rule LP1)."""
    row = _open(project, by, lead=True)
    beside = _beside(row)
    if not was_read:
        raise NotPossible(_("Please read all texts first, and say so."))
    if found := hits(row, beside):
        words = "; ".join(dict.fromkeys(one.words for hit in found for one in hit.found))
        raise NotPossible(_("These words may tell of one person: %(words)s.") % {"words": words})
    if beside.is_published and row.shown_to == Project.Audience.PUBLIC:
        return
    beside.published_at, beside.published_by = timezone.now(), by
    beside.save(update_fields=["published_at", "published_by"])
    row.shown_to = Project.Audience.PUBLIC
    row.save(update_fields=["shown_to"])
    project.shown_to = row.shown_to
    record(by, "projects_local.published", row, organisation=row.lead)


@transaction.atomic
def withdraw(project: Project, by: Person) -> None:
    """Visitors don't read it any more; twice is once. Raises NotPossible for people who don't lead."""
    row = _open(project, by, lead=True)
    beside = _beside(row)
    if not beside.is_published:
        return
    beside.published_at = beside.published_by = None
    beside.save(update_fields=["published_at", "published_by"])
    row.shown_to = Project.Audience.TEAM
    row.save(update_fields=["shown_to"])
    project.shown_to = row.shown_to
    record(by, "projects_local.withdrawn", row, organisation=row.lead)


@transaction.atomic
def answer_warning(project: Project, by: Person, code: str, reason: str) -> WarningAnswer:
    """Why the plan goes on in spite of a warning (rule LP7)."""
    row = _open(project, by)
    if not reason.strip():
        raise NotPossible(_("Say why."))
    given = {"reason": reason.strip(), "by": by, "at": timezone.now()}
    made, _new = WarningAnswer.objects.update_or_create(project=row, code=code, defaults=given)
    record(by, "projects_local.warning_answered", row, organisation=row.lead, code=code)
    return made
