"""A local plan for tests: in force, with a driver, an action and what stands beside it."""

from datetime import date
from decimal import Decimal
from typing import Any

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Action, Commission, Driver, LocalPlan, Objective, Plan, Project, Seat
from cityclusters.projects.tests import making

DAY = date(2022, 10, 28)


def local_plan(lead_org: Organisation, lead: Person, **fields: Any) -> Project:
    """A local plan that only its team reads so far."""
    words = {
        "title": make_texts("en", en="Plan for a life without violence"),
        "summary": make_texts("en", en="What the place does against violence at home and in the street."),
        "shown_to": Project.Audience.TEAM,
    }
    return making.project(lead_org, Project.Kind.LOCAL_PLAN, lead, **{**words, **fields})


def driver(project: Project, **fields: Any) -> Driver:
    """Something that drives violence, with its source."""
    words = {
        "level": Driver.Level.RELATIONSHIP,
        "statement": "Women without an income of their own can't leave.",
        "evidence": Driver.Evidence.STUDY,
        "source": "National study of violence, 2019",
        "language": "en",
    }
    return project.drivers.create(**{**words, **fields})


def action(project: Project, answers: Driver | None, **fields: Any) -> Action:
    """An action of the version in force, which is made where there is none."""
    plan = project.plans.filter(state=Plan.State.IN_FORCE).first() or project.plans.create(
        number=1, state=Plan.State.IN_FORCE, language="en", in_force_from=DAY
    )
    objective = Objective.objects.create(plan=plan, text="Women earn", gender=True, driver=answers)
    words = {
        "title": "Courses for weavers",
        "owner": "Municipality",
        "cost": Decimal(1000),
        "currency": "PEN",
    }
    return objective.actions.create(**{**words, "due": date(2030, 1, 31), **fields})


def seat(project: Project, **fields: Any) -> Seat:
    """A seat of a women's organisation with a vote."""
    commission, _new = Commission.objects.get_or_create(project=project)
    words = {"kind": Seat.Kind.CIVIL, "post": "Network of women leaders", "women_organisation": True}
    return commission.seats.create(**{**words, "starts": date(2020, 1, 1), **fields})


def published(project: Project) -> LocalPlan:
    """Visitors read it."""
    project.shown_to = Project.Audience.PUBLIC
    project.save(update_fields=["shown_to"])
    beside, _new = LocalPlan.objects.update_or_create(
        project=project, defaults={"language": "en", "published_at": project.made_at}
    )
    return beside
