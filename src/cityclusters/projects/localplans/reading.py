"""A local plan as people read it: driver, then the actions that answer it, with owner, cost and state.

What visitors read is looked at once more (rule LP1): a text with words that may tell of one person is None
for them. The team reads everything, and sees which texts wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.projects import rules
from cityclusters.projects.localplans.looking import Look
from cityclusters.projects.localplans.money import Total, confirmed_for, totals
from cityclusters.projects.models import (
    Action,
    ActionStep,
    Consultation,
    Driver,
    FinanceSource,
    LocalPlan,
    Plan,
    Project,
)
from cityclusters.surveys.analysis_data import SMALLEST_CELL

State = ActionStep.State
COLOURS = {State.DONE: "ok", State.GOING: "wait", State.DROPPED: "off"}


class Line(NamedTuple):
    """An action: what, who, how much, until when, how it stands."""

    title: str | None
    owner: str | None
    cost: Decimal | None
    currency: str
    confirmed: Decimal
    due: date | None
    state: str
    colour: str
    language: str


@dataclass
class Block:
    """A driver and the actions that answer it."""

    driver: Driver
    statement: str | None
    source: str | None
    lines: list[Line] = field(default_factory=list)


class Level(NamedTuple):
    """The drivers of one level."""

    label: str
    blocks: list[Block]


class Reader:
    """Reads texts for one person: the team gets all, visitors what the look lets through."""

    def __init__(self, project: Project, beside: LocalPlan | None, *, is_team: bool) -> None:
        self.look, self.is_team = Look(project, beside), is_team

    def text(self, words: str, *, is_source: bool = False) -> str | None:
        """The words, or None where visitors don't read them."""
        return words if self.is_team or self.look.fine(words, is_source=is_source) else None


def beside_of(project: Project) -> LocalPlan | None:
    """What stands beside the plan, with the numbers of institutions and of votes today; one query."""
    today = timezone.localdate()
    on = "project__institutions"
    seat = "project__commission__seats"
    here = Q(**{f"{on}__starts__lte": today}) & (
        Q(**{f"{on}__ends": None}) | Q(**{f"{on}__ends__gte": today})
    )
    sits = Q(**{f"{seat}__votes": True, f"{seat}__starts__lte": today}) & (
        Q(**{f"{seat}__ends": None}) | Q(**{f"{seat}__ends__gte": today})
    )
    return (
        LocalPlan.objects.filter(project=project)
        .annotate(
            allies=Count(on, filter=here, distinct=True),
            votes=Count(seat, filter=sits, distinct=True),
            women_votes=Count(seat, filter=sits & Q(**{f"{seat}__women_organisation": True}), distinct=True),
        )
        .first()
    )


def actions_in_force(project: Project) -> "list[tuple[Action, str]]":
    """Those of the version in force with objectives, each with its last state, '' for none; one query."""
    steps = ActionStep.objects.filter(project=project, action=OuterRef("key")).order_by("-on", "-pk")
    rows = Action.objects.filter(objective__plan__project=project, objective__plan__state=Plan.State.IN_FORCE)
    rows = rows.select_related("objective__plan").order_by("objective__order", "order", "pk")
    return [(row, row.last or "") for row in rows.annotate(last=Subquery(steps.values("state")[:1]))]


def line_of(action: Action, last: str, sources: Iterable[FinanceSource], reader: Reader) -> Line:
    """One action as it stands today; 'late' where its day has passed and it is not done."""
    state = State(last).label if last else pgettext("action", "Not begun")
    colour = COLOURS[State(last)] if last else "off"
    is_open = last not in (State.DONE, State.DROPPED)
    if action.due is not None and action.due < timezone.localdate() and is_open:
        state, colour = _("Late"), "late"
    return Line(
        title=reader.text(action.title),
        owner=reader.text(action.owner),
        cost=action.cost,
        currency=action.currency,
        confirmed=confirmed_for(sources, action),
        due=action.due,
        state=str(state),
        colour=colour,
        language=action.objective.plan.language,
    )


class Story(NamedTuple):
    """The plan from its drivers to the state of its actions."""

    levels: list[Level]
    others: list[Line]
    """Actions that answer no driver; a plan with such actions does not leave its draft (rule LP2)."""
    sums: list[Total]
    done: int
    all: int


def story_of(project: Project, reader: Reader) -> Story:
    """Three queries for any number of drivers and actions."""
    actions = actions_in_force(project)
    sources = list(project.finance.all())
    blocks = {
        row.pk: Block(row, reader.text(row.statement), reader.text(row.source, is_source=True))
        for row in project.drivers.all()
    }
    others: list[Line] = []
    for action, last in actions:
        line = line_of(action, last, sources, reader)
        block = blocks.get(action.objective.driver_id or 0)
        (block.lines if block else others).append(line)
    return Story(
        levels=_levels(blocks.values()),
        others=others,
        sums=totals([action for action, _last in actions], sources),
        done=sum(1 for _action, last in actions if last == State.DONE),
        all=len(actions),
    )


def _levels(blocks: Iterable[Block]) -> list[Level]:
    rows = list(blocks)
    made = [
        Level(str(label), [block for block in rows if block.driver.level == code])
        for code, label in Driver.Level.choices
    ]
    return [level for level in made if level.blocks]


def plan(request: Request, project: Project) -> Section | None:
    """The part of a project's page that tells a local plan; for visitors once it is published."""
    if project.kind != Project.Kind.LOCAL_PLAN:
        return None
    is_team = rules.is_team(request.user, project)
    beside = beside_of(project)
    if not is_team and not (beside and beside.is_published):
        return None
    reader = Reader(project, beside, is_team=is_team)
    context = {
        "beside": beside,
        "story": story_of(project, reader),
        "project": project,
        "is_team": is_team,
        "act": reader.text(beside.act_title, is_source=True) if beside else "",
        "claim": reader.text(beside.claim) if beside else "",
    }
    return Section("projects/_local_story.html", context)


class Heard(NamedTuple):
    """A consultation as somebody reads it: numbers by sex only where each is large enough or nobody."""

    row: Consultation
    form: str | None
    said: str | None
    changed: str | None
    people: int | None
    """None where fewer than the smallest number came."""
    by_sex: list[tuple[str, int]]


def heard(rows: Sequence[Consultation], reader: Reader) -> list[Heard]:
    """Consultations; for visitors a number under the smallest takes the other numbers of its row with it."""
    return [_heard(row, reader) for row in rows]


def _heard(row: Consultation, reader: Reader) -> Heard:
    numbers = [
        (_("women"), row.female), (_("men"), row.male),
        (pgettext("sex", "another answer"), row.other), (_("not stated"), row.not_stated),
    ]  # fmt: skip
    shown = [(label, number) for label, number in numbers if number]
    few = any(number < SMALLEST_CELL for _label, number in shown)
    hide = few and not reader.is_team
    people = None if row.people < SMALLEST_CELL and not reader.is_team else row.people
    texts: dict[str, Any] = {name: reader.text(getattr(row, name)) for name in ("form", "said", "changed")}
    return Heard(row=row, people=people, by_sex=[] if hide else shown, **texts)
