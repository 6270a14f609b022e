"""The 38 items of the checklist of gender mainstreaming (data/checklist.json), in the reader's language.

Levels: `block` keeps a phase open, `warn` is printed in reports, `advise` is shown to the team."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import get_language

from cityclusters.projects import phases
from cityclusters.projects.models import Project

DATA = Path(__file__).parent.parent / "data"
BLOCK, WARN, ADVISE = "block", "warn", "advise"


class Item(NamedTuple):
    """A question, what shows the answer, and who gives it."""

    id: str
    phase: str
    level: str
    domain: str | None

    @property
    def question(self) -> str:
        """What is asked."""
        return _words(self.id, "question")

    @property
    def evidence(self) -> str:
        """What shows the answer."""
        return _words(self.id, "evidence")

    @property
    def answered_by(self) -> str:
        """Who answers it: a function, not a person."""
        return _words(self.id, "answered_by")

    @property
    def blocks(self) -> bool:
        """Whether it keeps its phase open."""
        return self.level == BLOCK


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in json.loads((DATA / "checklist.json").read_text("utf-8"))}


@cache
def _translated() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = json.loads(
        (DATA / "checklist_words.json").read_text("utf-8")
    )
    return found


def _words(item: str, part: str) -> str:
    language = (get_language() or "en")[:2]
    return _translated().get(language, {}).get(item, {}).get(part) or str(_rows()[item][part])


@cache
def every() -> tuple[Item, ...]:
    """All items, in their order."""
    return tuple(Item(row["id"], row["phase"], row["level"], row["domain"]) for row in _rows().values())


def find(item: str) -> Item | None:
    """The item with this id."""
    return next((one for one in every() if one.id == item), None)


def of_phase(phase: phases.Phase) -> list[Item]:
    """What is asked in a phase of a project."""
    return [one for one in every() if one.phase in phase.checklist]


def of_project(project: Project) -> list[tuple[phases.Phase, list[Item]]]:
    """What is asked in each phase of a kind of project; phases without questions are left out."""
    found = [(phase, of_phase(phase)) for phase in phases.of_kind(project.kind)]
    return [(phase, asked) for phase, asked in found if asked]


def asks(project: Project, item: str) -> tuple[phases.Phase, Item] | None:
    """The item with the phase in which the project is asked it; None where it is not."""
    for phase, asked in of_project(project):
        for one in asked:
            if one.id == item:
                return phase, one
    return None
