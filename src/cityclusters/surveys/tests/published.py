"""What an attacker can work out from a printed analysis: an oracle of its own for the tests of suppression.

Writes down everything the document says about people, groups, questions and cells as an integer program, and
lets scipy find the least and the greatest value of any of its numbers. Shares no code with the engine.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Name = tuple[str, ...]
INFINITE = float("inf")


class Published:
    """The numbers of an analysis with tables by group, those hidden too, and what is known of them.

    Names: ("group", g) people of a group; ("total", q, g) those of them who answered; ("cell", q, o, g) those
    who gave an answer.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.names: dict[Name, int] = {}
        self.lines: list[tuple[dict[int, float], float, float]] = []
        groups = next(iter(document["by"].values()))["groups"]
        for group in groups:  # a group that is named has somebody in it
            self._says([("group", group)], 1, INFINITE)
        self._says([("group", group) for group in groups], document["responses"])
        for code, table in document["by"].items():
            self._read_question(code, document["questions"][code], groups)
            self._read_table(code, table)
            if "regrouped" in table:
                self._read_table(code, table["regrouped"])

    def interval(self, *names: Name) -> tuple[int, int]:
        """The least and the greatest sum of these numbers."""
        target = np.zeros(len(self.names))
        for name in names:
            target[self.names[name]] = 1
        matrix = np.zeros((len(self.lines), len(self.names)))
        for row, (weights, _, _) in enumerate(self.lines):
            for column, weight in weights.items():
                matrix[row, column] = weight
        lows, highs = [low for _, low, _ in self.lines], [high for _, _, high in self.lines]
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * target,
                constraints=LinearConstraint(matrix, lows, highs),
                integrality=np.ones(len(self.names)),
                bounds=Bounds(0, INFINITE),
            )
            assert found.success, found.message
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]

    def _read_question(self, code: str, question: dict[str, Any], groups: Iterable[str]) -> None:
        counts = question.get("distribution") or {
            option: shown["count"] for option, shown in question["options"].items()
        }
        groups = list(groups)
        self._says([("total", code, group) for group in groups], question["answered"])
        for option, count in counts.items():
            self._says([("cell", code, option, group) for group in groups], count)
        for group in groups:
            total, cells = ("total", code, group), [("cell", code, option, group) for option in counts]
            self._says([("group", group)], 0, INFINITE, minus=total)
            if question["kind"] == "multiple":
                self._says(cells, 0, INFINITE, minus=total)
                for cell in cells:
                    self._says([total], 0, INFINITE, minus=cell)
            else:
                self._says(cells, 0, 0, minus=total)

    def _read_table(self, code: str, table: dict[str, Any]) -> None:
        options, groups = table.get("merged_options", {}), table.get("merged_groups", {})
        for group, total in table["column_totals"].items():
            if total is not None:
                self._says([("total", code, part) for part in groups.get(group, [group])], total)
        for option, row in table["cells"].items():
            for group, count in row.items():
                if count is not None:
                    self._says(self.cells(code, option, group, options, groups), count)

    @staticmethod
    def cells(
        code: str, option: str, group: str, options: dict[str, list[str]], groups: dict[str, list[str]]
    ) -> list[Name]:
        """The cells of which a printed one is the sum."""
        return [
            ("cell", code, part, side)
            for part in options.get(option, [option])
            for side in groups.get(group, [group])
        ]

    def _says(self, names: Iterable[Name], low: float, high: float | None = None, minus: Name = ()) -> None:
        """The sum of the numbers (less one) lies between these, or is just the first."""
        weights: dict[int, float] = {}
        for name in names:
            weights[self.names.setdefault(name, len(self.names))] = 1
        if minus:
            weights[self.names.setdefault(minus, len(self.names))] = -1
        self.lines.append((weights, low, low if high is None else high))
