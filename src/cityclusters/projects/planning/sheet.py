"""A whole plan as one table: to take away, to fill in, to upload.

The column `line` says what a line is: objective, action or indicator; actions and indicators stand below the
objective that they belong to. The id says that it is there already. Each line is read by the form that people
type into, so that a cell is wrong here for the same reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cityclusters.core.sheets import Sheet
from cityclusters.core.sheets.lines import LineReader, Problem
from cityclusters.core.sheets.write import Cell
from cityclusters.places.folding import fold
from cityclusters.projects.models import Action, Aim, Objective, Plan
from cityclusters.projects.planning.forms import ActionForm, IndicatorForm, ObjectiveForm, Typed
from cityclusters.projects.planning.reading import lines
from cityclusters.projects.planning.words import Parts

OBJECTIVE = ("text", "gender", "finding", "driver")
ACTION = ("text", "kind", "owner", "cost", "currency", "due", "tag", "women_percent", "engages_men")
INDICATOR = (
    "text", "unit", "unit_words", "type", "direction", "rhythm",
    "target", "target_female", "target_male", "target_other", "reason",
    "baseline", "baseline_female", "baseline_male", "baseline_other", "baseline_not_stated",
    "baseline_source", "baseline_due", "source", "reporter", "reports_from",
)  # fmt: skip
COLUMNS = ("line", "id", *dict.fromkeys((*OBJECTIVE, *ACTION, *INDICATOR)))
OF = {"objective": OBJECTIVE, "action": ACTION, "indicator": INDICATOR}
TEXT = {"objective": "text", "action": "title", "indicator": "name"}
YES = ("gender", "engages_men")
MOST_LINES = 500


def known(heading: str) -> bool:
    """Whether a heading is one of ours."""
    return heading.strip().lower() in COLUMNS


def rows(plan: Plan, parts: Parts) -> Iterator[list[Cell]]:
    """The version, a line for each thing in it."""
    for line in lines(plan.project, plan, parts):
        if line.objective is not None:
            yield _cells("objective", line.objective.key, ObjectiveForm.values_of(line.objective))
        for action, _step in line.actions:
            yield _cells("action", action.key, ActionForm.values_of(action))
        for aim in line.aims:
            yield _cells("indicator", aim.indicator.public_id, IndicatorForm.values_of(aim))


def _cells(line: str, key: str, values: Mapping[str, Any]) -> list[Cell]:
    """One line under the columns; yes is a word, nothing is an empty cell."""
    said: dict[str, Any] = {"line": line, "id": key}
    for name in OF[line]:
        value = values.get(TEXT[line] if name == "text" else name)
        said[name] = ("yes" if value else "") if name in YES else value
    return ["" if said.get(name) is None else said[name] for name in COLUMNS]


@dataclass
class Reading:
    """What a table says: its lines in their order, each with the raw text for its form; and every cell that
    is wrong. A line: {"line": number, "what": …, "id": key or '', "data": {field: text}}."""

    found: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def form_of(plan: Plan, one: Mapping[str, Any]) -> Typed:
    """The form that reads a line. Its objective is the line above, which need not be saved yet."""
    data = QueryDict(mutable=True)
    data.update(one["data"])
    kinds: dict[str, Any] = {"objective": ObjectiveForm, "action": ActionForm, "indicator": IndicatorForm}
    form: Typed = kinds[one["what"]](data, plan=plan)
    if one["what"] != "objective":
        del form.fields["objective"]
    return form


class Reader(LineReader):
    """Reads one table for a plan. `keys` are the ids of what is there, by what it is."""

    def __init__(self, sheet: Sheet, plan: Plan, keys: Mapping[str, set[str]]) -> None:
        columns = {
            name.strip().lower(): at for at, name in reversed(list(enumerate(sheet.header))) if known(name)
        }
        self.result = Reading()
        super().__init__(sheet, columns, self.result.problems)
        self.plan, self.keys = plan, keys
        self.seen: set[str] = set()

    def read(self) -> Reading:
        """The whole table."""
        if "line" not in self.columns or "text" not in self.columns:
            self.wrong("line", _("The table needs at least the columns “line” and “text”."))
            return self.result
        if len(self.sheet.rows) > MOST_LINES:
            self.wrong("line", _("At most %(most)s lines at once.") % {"most": MOST_LINES})
            return self.result
        for row in self.sheet.rows:
            self.row = row
            if any(row.cells):
                self.flags()
                self._line()
        return self.result

    def _line(self) -> None:
        what, key = fold(self.cell("line")), self.cell("id")
        if what not in OF:
            self.wrong("line", _("Write “objective”, “action” or “indicator”."))
            return
        if what == "action" and not any(one["what"] == "objective" for one in self.result.found):
            self.wrong("line", _("An action stands below the objective that it belongs to."))
        if key and (key not in self.keys[what] or key in self.seen):
            self.wrong(
                "id", _("This plan has no such line, or it stands twice. Leave the cell empty for a new one.")
            )
        self.seen.add(key)
        one = {"line": self.row.line, "what": what, "id": key, "data": self._data(what)}
        for name, errors in form_of(self.plan, one).errors.items():
            column = "text" if name == TEXT[what] else name
            self.wrong(column if column in COLUMNS else "text", " ".join(map(str, errors)))
        self.result.found.append(one)

    def _data(self, what: str) -> dict[str, str]:
        """The cells as the form takes them; choices by code or in words."""
        data: dict[str, str] = {}
        for name in OF[what]:
            field_name = TEXT[what] if name == "text" else name
            if name in YES:
                data[field_name] = "on" if self.yes(name) else ""
            else:
                data[field_name] = self._said(what, field_name, self.cell(name))
        return {name: text for name, text in data.items() if text}

    def _said(self, what: str, name: str, text: str) -> str:
        """The code of a choice that was written in words; anything else as it is."""
        kinds: dict[str, Any] = {"action": ActionForm, "indicator": IndicatorForm, "objective": ObjectiveForm}
        choices = getattr(kinds[what].base_fields.get(name), "choices", None)
        if not choices:
            return text
        if not text:
            first = getattr(kinds[what].base_fields[name], "initial", None)
            return str(first or "")
        return next((str(code) for code, words in choices if fold(str(words)) == fold(text)), fold(text))


def keys_of(parts: Parts) -> dict[str, set[str]]:
    """The ids of what stands in a version."""
    return {
        "objective": {row.key for row in parts.objectives},
        "action": {row.key for row in parts.actions},
        "indicator": {aim.indicator.public_id for aim in parts.aims},
    }


def by_key(parts: Parts) -> dict[tuple[str, str], Objective | Action | Aim]:
    """What stands in a version, by what it is and its id."""
    found: dict[tuple[str, str], Objective | Action | Aim] = {}
    found |= {("objective", row.key): row for row in parts.objectives}
    found |= {("action", row.key): row for row in parts.actions}
    found |= {("indicator", aim.indicator.public_id): aim for aim in parts.aims}
    return found
