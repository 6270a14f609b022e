"""The tables of a report of projects."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import day, number
from cityclusters.projects.models import Aim, Indicator, Outcome
from cityclusters.projects.progress import Count, Number, progress, women_percent
from cityclusters.projects.reporting import guard
from cityclusters.projects.reporting.reading import Material
from cityclusters.surveys.reporting.parts import Cell, Row, Table

NOT_SHOWN = Cell("", hidden=True)
UNKNOWN = Cell("–")


def _cell(value: Number | None) -> Cell:
    if value is None:
        return UNKNOWN
    plain = int(value) if value == int(value) else float(value)
    return Cell(str(number(Decimal(value))), plain)


def _side(line: guard.Line | None, side: str) -> Cell:
    if line is None:
        return UNKNOWN
    value = line.sides[side]
    return NOT_SHOWN if value is None else _cell(value)


def _heads() -> list[str]:
    return [_("Women"), _("Men"), _("Another answer"), _("Not stated"), _("All"), _("Share of women")]


def _share(line: guard.Line | None) -> Cell:
    """Of those who stated it; not shown where a side is hidden, for it would give it away."""
    if line is None:
        return UNKNOWN
    if any(line.sides[side] is None for side in ("female", "male", "other")):
        return NOT_SHOWN
    percent = women_percent(Count(**line.sides))
    return UNKNOWN if percent is None else Cell(f"{percent}%", percent)


def _by_sex(line: guard.Line | None) -> list[Cell]:
    total = UNKNOWN if line is None else NOT_SHOWN if line.total is None else _cell(line.total)
    return [*(_side(line, side) for side in guard.SIDES), total, _share(line)]


def people(one: Material, rows: Sequence[Indicator], found: dict[int, guard.Guarded]) -> Table:
    """People so far, with their targets and how far they have come (rule CO8)."""
    columns = [
        *_heads(), _("Target: women"), _("Target: men"), _("Target: all"),
        _("Women, in percent of the target"), _("Men, in percent of the target"), _("Until"),
    ]  # fmt: skip
    table = Table(_("People, by sex"), columns, [], head=_("Indicator"))
    table.base = _("What was approved so far; people of different indicators are not added up.")
    for indicator in rows:
        line = found[indicator.pk].so_far
        aim = one.aims.get(indicator.pk)
        cells = _by_sex(line) + _targets(indicator, aim, line) + [Cell(indicator.period or "–")]
        table.rows.append(Row(indicator.name, tuple(cells)))
    return table


def _targets(indicator: Indicator, aim: Aim | None, line: guard.Line | None) -> list[Cell]:
    targets = [getattr(aim, name, None) for name in ("target_female", "target_male", "target")]
    cells = [_cell(target) for target in targets]
    for side in ("female", "male"):
        actual = line.sides[side] if line else None
        if line is not None and actual is None:
            cells.append(NOT_SHOWN)
            continue
        aimed, start = getattr(aim, f"target_{side}", None), getattr(aim, f"baseline_{side}", None)
        percent = progress(actual, aimed, start, kind=indicator.type, direction=indicator.direction).percent
        cells.append(UNKNOWN if percent is None else Cell(f"{percent}%", percent))
    return cells


def other_units(one: Material, rows: Sequence[Indicator]) -> Table:
    """What is not people, so far."""
    columns = [_("Unit"), _("So far"), _("Target"), _("In percent of the target"), _("Until")]
    table = Table(_("Other units"), columns, [], head=_("Indicator"))
    for indicator in rows:
        aim = one.aims.get(indicator.pk)
        aimed, start = (aim.target, aim.baseline) if aim else (None, None)
        found = progress(indicator.total, aimed, start, kind=indicator.type, direction=indicator.direction)
        percent = UNKNOWN if found.percent is None else Cell(f"{found.percent}%", found.percent)
        cells = (
            Cell(indicator.unit_label), _cell(indicator.total), _cell(aimed), percent,
            Cell(indicator.period or "–"),
        )  # fmt: skip
        table.rows.append(Row(indicator.name, cells))
    return table


def periods(
    one: Material, indicator: Indicator, found: guard.Guarded | None, first: date | None, last: date | None
) -> Table:
    """One indicator, period by period; a period with few people stands under the next one."""
    kind = indicator.get_type_display()
    table = Table(
        indicator.name, _heads() if found else [indicator.unit_label], [], head=_("Period"), base=kind
    )
    held: list[str] = []
    lines = found.lines if found else []
    for value in one.values[indicator.pk]:
        line = next((row for row in lines if row.period.code == value.period), None)
        if line is not None and not line.shown:
            held.append(value.period)
            continue
        label, held = " + ".join([*held, value.period]), []
        if (first is None or value.ends >= first) and (last is None or value.starts <= last):
            cells = _by_sex(line) if found else [_cell(value.total)]
            table.rows.append(Row(label, tuple(cells)))
    return table


def actions(one: Material) -> Table:
    """The actions in force and what became of them."""
    columns = [
        _("Who answers for it"),
        _("Cost"),
        _("Budget"),
        _("Done by"),
        _("Engages men"),
        _("How it stands"),
    ]
    columns.append(_("What shows it"))
    table = Table(_("Actions"), columns, [], head=_("Action"))
    for action in one.actions:
        step = one.steps.get(action.key)
        cost = "–" if action.cost is None else f"{number(action.cost)} {action.currency}"
        cells = (
            Cell(action.owner or "–"),
            Cell(cost),
            Cell(str(action.get_tag_display())),
            Cell(day(action.due) if action.due else "–"),
            Cell(_("yes") if action.engages_men else _("no")),
            Cell(f"{step.get_state_display()}, {day(step.on)}" if step else "–"),
            Cell(" ".join(filter(None, [step.evidence, step.link])) if step else "–"),
        )
        table.rows.append(Row(action.title, cells))
    return table


def outcomes(rows: Sequence[Outcome]) -> Table:
    """Results in words, with their day and source."""
    columns = [
        _("About"),
        _("Facility, and who runs it"),
        _("For women"),
        _("For men"),
        _("Where"),
        _("Day"),
        _("Source"),
    ]
    table = Table(_("Results in words"), columns, [], head=_("What changed"))
    for row in rows:
        cells = (
            Cell(str(row.get_kind_display())),
            Cell(row.facility or "–"),
            Cell(row.women or "–"),
            Cell(row.men or "–"),
            Cell(row.place.label() if row.place else "–"),
            Cell(day(row.on) if row.on else "–"),
            Cell(" ".join(filter(None, [row.source, row.link]))),
        )
        table.rows.append(Row(row.statement, cells))
    return table
