"""What the page of one translation shows: the original beside each field, and what is still to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.people.readers import Reader
from cityclusters.practices import differences
from cityclusters.practices.models import Translation
from cityclusters.practices.translating import rules
from cityclusters.practices.translating.machine import drafting
from cityclusters.practices.translating.parts import Part, label_of, numbers_missing, parts_of, texts_of

SHORT = 35  # characters that fit into one line on a telephone
LINE = 70  # characters that about fit into one line of a field
FEWEST, MOST_LINES = 3, 18


@dataclass
class Row:
    """One part on the page. `state` is 'done', 'todo', 'kept' (carried over), 'changed' (its original has
    changed) or 'machine' (a machine's words to be looked at); `other` is what somebody else, or another
    device, has written since."""

    part: Part
    text: str
    state: str
    difference: list[differences.Piece] = field(default_factory=list)
    other: str | None = None

    @property
    def label(self) -> str:
        """Its name in words."""
        return label_of(self.part.key)

    @property
    def to_look_at(self) -> bool:
        """Whether the person must change it, or say that it is right."""
        return self.state in ("changed", "machine")

    @property
    def lines(self) -> int:
        """How high its field is; 1 for a field of one line."""
        wanted = sum(len(line) // LINE + 1 for line in self.part.original.split("\n"))
        if not self.part.long:
            return wanted if len(self.part.original) <= SHORT else wanted + 1
        return max(FEWEST, min(wanted + 1, MOST_LINES))

    @property
    def numbers(self) -> list[str]:
        """Numbers of the original that its text lacks."""
        return numbers_missing(self.part.original, self.text) if self.text else []


def rows_of(
    translation: Translation,
    typed: Mapping[str, str] | None = None,
    conflicts: Mapping[str, str] | None = None,
) -> list[Row]:
    """The parts in reading order. `typed` goes before what is kept; `conflicts` as `translations.Saved`."""
    have = texts_of(translation.content)
    rows = []
    for part in parts_of(translation.version.content):
        text = (typed or {}).get(part.key, have.get(part.key, ""))
        row = Row(part, text, _state(translation, part, have.get(part.key, "")))
        if row.state == "changed":
            row.difference = differences.words(translation.stale[part.key], part.original)
        if conflicts and part.key in conflicts:
            row.other = conflicts[part.key]
        rows.append(row)
    return rows


def stands_instead(translation: Translation, typed: Mapping[str, str]) -> dict[str, str]:
    """For parts of a draft: what stands in the record now, where that is something else."""
    have = texts_of(translation.content)
    return {key: have[key] for key, text in typed.items() if key in have and have[key] != text.strip()}


def _state(translation: Translation, part: Part, text: str) -> str:
    if not text.strip():
        return "todo"
    if part.key in translation.stale:
        return "machine" if translation.stale[part.key] == part.original else "changed"
    return "kept" if part.key in translation.kept else "done"


def context(
    translation: Translation,
    reader: Reader,
    typed: Mapping[str, str] | None = None,
    conflicts: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """For the template: rows and progress, who may do what, and the two languages."""
    editing = rules.is_translating(reader, translation)
    reviewing = rules.is_reviewing(reader, translation)
    sees = editing or reviewing or rules.may_see_work(reader, translation)
    rows = rows_of(translation, typed, conflicts) if sees else []
    done = sum(row.state in ("done", "kept") for row in rows)
    source = translation.version.language
    return {
        "translation": translation,
        "practice": translation.version.practice,
        "rows": rows,
        "done": done,
        "number": len(rows),
        "left": len(rows) - done,
        "first_open": next((row for row in rows if row.state not in ("done", "kept")), None),
        "editing": editing,
        "reviewing": reviewing,
        "may_take": rules.may_take(reader, translation),
        "may_correct": rules.may_correct(reader, translation),
        "may_review": rules.may_review(reader, translation) and not reviewing,
        "may_translate": rules.may_translate(reader),
        "source": source,
        "source_direction": "rtl" if source in RIGHT_TO_LEFT else "ltr",
        "page": secret_code(),
        "machine_service": drafting.service(),
        "from_machine": editing and bool(translation.machine_content) and any(not row.text for row in rows),
    }
