"""What the pages beside a local plan show."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cityclusters.core.http import Request
from cityclusters.projects import rules
from cityclusters.projects.localplans import gates
from cityclusters.projects.localplans.money import totals
from cityclusters.projects.localplans.reading import Reader, heard
from cityclusters.projects.localplans.rooms import ROOMS, Room
from cityclusters.projects.models import Driver, LocalPlan, Project

TEXTS = ("legal_base", "cost_statement", "claim")
SOURCES = ("legal_source", "cost_source", "act_title", "act_source", "claim_source")


def outline(request: Request, project: Project, beside: LocalPlan | None, is_team: bool) -> dict[str, Any]:
    """What the plan rests on, what was heard, yearly counts and reviews; for the team cautions as well."""
    reader = Reader(project, beside, is_team=is_team)
    texts = {name: reader.text(getattr(beside, name)) for name in TEXTS} if beside else {}
    sources = {name: reader.text(getattr(beside, name), is_source=True) for name in SOURCES} if beside else {}
    may_write = rules.may_write(request.user, project) and not project.is_over
    rooms = list(ROOMS.values()) if is_team else [ROOMS["institutions"], ROOMS["money"]]
    context = {
        "topic": _("About the plan"),
        "beside": beside,
        "texts": texts | sources,
        "is_team": is_team,
        "may_write": may_write,
        "may_lead": rules.may_lead(request.user, project) and not project.is_over,
        "rooms": rooms,
        "heard": heard(list(project.consultations.all()), reader),
        **counts(project, reader),
        **reviews(project, reader),
    }
    if may_write:
        context["cautions"] = gates.cautions(project, gates.actions_of(gates.plan_of(project)))
    return context


def of_room(room: Room, project: Project, reader: Reader, day: date) -> dict[str, Any]:
    """The rows of one list as the reader may read them."""
    lists: dict[str, Callable[[], dict[str, Any]]] = {
        "reasons": lambda: drivers(project, reader),
        "institutions": lambda: institutions(project, reader, day),
        "talks": lambda: {"heard": heard(list(project.consultations.all()), reader)},
        "money": lambda: money(project, reader),
        "counts": lambda: counts(project, reader),
        "reviews": lambda: reviews(project, reader),
    }
    return lists[room.code]()


def drivers(project: Project, reader: Reader) -> dict[str, Any]:
    """By level, each with its statement and its source."""
    rows = [
        (row, reader.text(row.statement), reader.text(row.source, is_source=True))
        for row in project.drivers.all()
    ]
    levels = [(label, [one for one in rows if one[0].level == code]) for code, label in Driver.Level.choices]
    return {"levels": [level for level in levels if level[1]]}


def institutions(project: Project, reader: Reader, day: date) -> dict[str, Any]:
    """Those with a part on the day, and those that had or will have one."""
    rows = list(project.institutions.select_related("organisation"))
    told = [(row, reader.text(row.does), reader.text(row.source, is_source=True)) for row in rows]
    here = [one for one in told if one[0].starts <= day and (one[0].ends is None or one[0].ends >= day)]
    return {"day": day, "here": here, "elsewhen": [one for one in told if one not in here]}


def money(project: Project, reader: Reader) -> dict[str, Any]:
    """Sums by currency, then each source with its steps; four queries."""
    actions = gates.actions_of(gates.plan_of(project) if reader.is_team else gates.in_force(project))
    titles = {row.key: row.title for row in actions}
    rows = list(project.finance.prefetch_related("steps"))
    told = [(row, reader.text(row.name), reader.text(titles.get(row.action, ""))) for row in rows]
    return {"rows": told, "sums": totals(actions, rows)}


def counts(project: Project, reader: Reader) -> dict[str, Any]:
    """Year after year, without a direction (rule LP6)."""
    return {
        "counts": [
            (row, reader.text(row.what), reader.text(row.source, is_source=True))
            for row in project.report_counts.all()
        ]
    }


def reviews(project: Project, reader: Reader) -> dict[str, Any]:
    """The latest first."""
    return {
        "reviews": [(row, reader.text(row.found), reader.text(row.changes)) for row in project.reviews.all()]
    }


def action_choices(project: Project) -> list[tuple[str, str]]:
    """The actions of the plan that is being written, else of the one in force."""
    return [(row.key, row.title) for row in gates.actions_of(gates.plan_of(project))]
