"""A local plan of the focal point's city for the access table and the counts of queries: visitors read
`local_plan`, its team only `local_draft`."""

from typing import Any

from cityclusters.people.models import Organisation, Person
from cityclusters.projects.tests.local_plans import DAY, action, driver, local_plan, published, seat


def things(city: Organisation, focal: Person) -> dict[str, Any]:
    """The two plans, a driver that no objective answers, and a source of money."""
    plan = local_plan(city, focal)
    action(plan, driver(plan))
    seat(plan)
    published(plan)
    return {
        "local_plan": plan,
        "local_draft": local_plan(city, focal),
        "local_driver": driver(plan, statement="Courts are far away."),
        "local_money": plan.finance.create(
            name="Region", kind="national", currency="PEN", since=DAY, language="en"
        ),
    }


def more(plan: Any, office: Organisation) -> None:
    """One more of everything beside the plan."""
    done = action(plan, driver(plan))
    plan.action_steps.create(action=done.key, state="going", on=DAY)
    plan.institutions.create(organisation=office, part="ally", starts=DAY, source="Minutes", language="en")
    plan.consultations.create(on=DAY, about="draft", form="Workshop", female=24, language="en")
    number = plan.report_counts.count()
    plan.report_counts.create(year=1950 + number, what="Reports", count=20, source="Yearbook", language="en")
    plan.reviews.create(on=DAY, found="It goes on.", language="en")
    money = plan.finance.create(name="Region", kind="national", currency="PEN", since=DAY, language="en")
    money.steps.create(state="identified", on=DAY)
    seat(plan)
