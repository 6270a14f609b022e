"""Putting an uploaded plan into the draft, all of it or nothing: then the draft is what the table says."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Person
from cityclusters.projects.models import Objective, Plan
from cityclusters.projects.planning import acts, judging, sheet


class Change(NamedTuple):
    """What an upload would do, in numbers and by name."""

    new: int
    kept: int
    gone: list[str]


def change(plan: Plan, found: Sequence[Mapping[str, Any]]) -> Change:
    """What would happen to the draft."""
    there = sheet.by_key(judging.parts_of(plan))
    named = {(one["what"], one["id"]) for one in found if one["id"]}
    gone = [str(row) for key, row in there.items() if key not in named]
    return Change(sum(not one["id"] for one in found), len(named), gone)


@transaction.atomic
def put_in(plan: Plan, by: Person, found: Sequence[Mapping[str, Any]]) -> None:
    """Writes what was read. Raises NotPossible, and then nothing is written."""
    there = sheet.by_key(judging.parts_of(plan))
    kept: set[tuple[str, str]] = set()
    objective: Objective | None = None
    for order, one in enumerate(found):
        row = there.get((one["what"], one["id"]))
        if one["id"] and row is None:
            raise NotPossible(_("The plan has changed since. Upload the table again."))
        kept.add((one["what"], one["id"]))
        form = sheet.form_of(plan, one)
        if not form.is_valid():
            raise NotPossible(_("The plan has changed since. Upload the table again."))
        fields = form.cleaned_data | {"order": order}
        if one["what"] == "objective":
            objective = acts.write_objective(plan, by, row, fields)  # type: ignore[arg-type]
        elif one["what"] == "action":
            acts.write_action(plan, by, row, fields | {"objective": objective})  # type: ignore[arg-type]
        else:
            acts.write_indicator(plan, by, row, fields | {"objective": objective})  # type: ignore[arg-type]
    gone = [row for key, row in there.items() if key not in kept]
    for left in sorted(
        gone, key=lambda row: isinstance(row, Objective)
    ):  # what belongs to an objective first
        acts.remove(plan, by, left)
