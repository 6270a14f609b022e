"""What plans, numbers and results say about a person: what she wrote and checked."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.projects.models import ActionStep, Indicator, Outcome, Plan, Value, ValueChange


def collect(person: Person) -> dict[str, Any]:
    """The numbers that she filled in, checked, changed or is asked for; the plans that she began."""
    filled = Value.objects.filter(by=person).select_related("indicator").order_by("pk")
    checked = Value.objects.filter(approved_by=person).select_related("indicator").order_by("pk")
    return {
        "plans_begun": [str(row) for row in Plan.objects.filter(made_by=person).select_related("project")],
        "plans_put_in_force": [
            str(row) for row in Plan.objects.filter(put_in_force_by=person).select_related("project")
        ],
        "numbers_asked": [row.name for row in Indicator.objects.filter(reporter=person)],
        "numbers_filled": [
            {"indicator": str(row.indicator), "period": row.period, "note": row.note, "at": row.at}
            for row in filled
        ],
        "numbers_approved": [
            {"indicator": str(row.indicator), "period": row.period, "at": row.approved_at} for row in checked
        ],
        "numbers_locked": [
            str(row) for row in Value.objects.filter(locked_by=person).select_related("indicator")
        ],
        "numbers_changed": [
            {"reason": row.reason, "at": row.at}
            for row in ValueChange.objects.filter(by=person).order_by("pk")
        ],
        "actions_noted": [
            {"state": row.state, "evidence": row.evidence, "at": row.at}
            for row in ActionStep.objects.filter(by=person).order_by("pk")
        ],
        "results_told": [
            {"statement": row.statement, "at": row.at}
            for row in Outcome.objects.filter(by=person).order_by("pk")
        ],
    }


def erase(person: Person) -> None:
    """Plans, numbers and results stay the project's, without her name."""
    Plan.objects.filter(made_by=person).update(made_by=None)
    Plan.objects.filter(put_in_force_by=person).update(put_in_force_by=None)
    Indicator.objects.filter(reporter=person).update(reporter=None)
    Value.objects.filter(by=person).update(by=None)
    Value.objects.filter(approved_by=person).update(approved_by=None)
    Value.objects.filter(locked_by=person).update(locked_by=None)
    ValueChange.objects.filter(by=person).update(by=None)
    ActionStep.objects.filter(by=person).update(by=None)
    Outcome.objects.filter(by=person).update(by=None)
