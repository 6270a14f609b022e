"""What the pages of the diagnosis show: grids, the two lists of needs with their gap, the chain, the map."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from cityclusters.places.map import HEIGHT, WIDTH, project
from cityclusters.projects.diagnosis.grids import GRIDS, Column, GridKind, shown
from cityclusters.projects.models import Finding, GridRow, Project
from cityclusters.projects.models.diagnosis import ChainStep, NeedKind

Row = Mapping[str, Any]
STEP_HEIGHT, STEP_WIDTH, BAR = 92, 320, 260
LEAST_PART_OF_MAP = 120.0  # units of the world's picture: about as wide as West Africa
LONGEST_LINE = 34


class Cell(NamedTuple):
    """A cell: its column, and what it says."""

    column: Column
    text: str


class Line(NamedTuple):
    """A row of a grid as it is shown."""

    row: Row
    kind: str
    cells: list[Cell]


class Dots(NamedTuple):
    """One need in the picture of the gap: where women's and men's rank stand from 0 to 100, and the gap.
    None: not named by them."""

    women: int | None
    men: int | None
    words: str

    @property
    def start(self) -> int:
        """Where the line between the two begins."""
        return min(one for one in (self.women, self.men) if one is not None)

    @property
    def length(self) -> int:
        """How long it is; 0 where only one side named the need."""
        both = self.women is not None and self.men is not None
        return abs((self.women or 0) - (self.men or 0)) if both else 0


class Need(NamedTuple):
    """A need with its ranks and its picture."""

    row: Row
    kind: str
    dots: Dots


class GridView(NamedTuple):
    """A grid with its lines; for the grid of needs also the two lists and the needs with their gaps."""

    grid: GridKind
    lines: list[Line]
    needs: list[Need]
    women: list[Row]
    men: list[Row]

    @property
    def columns(self) -> list[Column]:
        """The columns in which some row says something, without name and kind, which stand first."""
        said = {cell.column.name for line in self.lines for cell in line.cells if cell.text}
        return [one for one in self.grid.columns if one.name in said and one.name not in ("name", "kind")]


def grid_view(code: str, rows: Sequence[Row]) -> GridView:
    """One grid for the page."""
    grid = GRIDS[code]
    lines = [
        Line(row, _kind(code, row), [Cell(one, shown(row, one)) for one in grid.columns]) for row in rows
    ]
    if code != GridRow.Grid.NEEDS:
        return GridView(grid, lines, [], [], [])
    last = max((row[side] for row in rows for side in ("women_rank", "men_rank") if row[side]), default=1)
    needs = [Need(row, _kind(code, row), _dots(row, last)) for row in sorted(rows, key=_gap, reverse=True)]
    women = sorted((row for row in rows if row["women_rank"]), key=lambda row: row["women_rank"])
    men = sorted((row for row in rows if row["men_rank"]), key=lambda row: row["men_rank"])
    return GridView(grid, lines, needs, women, men)


def _kind(code: str, row: Row) -> str:
    one = next(column for column in GRIDS[code].columns if column.name == "kind")
    return shown(row, one)


def _gap(row: Row) -> int:
    """How far apart the two ranks are; a need that one side did not name comes first."""
    women, men = row["women_rank"], row["men_rank"]
    return 99 if not (women and men) else abs(women - men)


def _dots(row: Row, last: int) -> Dots:
    women, men = row["women_rank"], row["men_rank"]
    if not women and not men:
        return Dots(0, None, _("not shown"))
    if not men:
        words = _("only women name it")
    elif not women:
        words = _("only men name it")
    elif women == men:
        words = _("the same place")
    elif women < men:
        words = _("%(gap)s places higher for women") % {"gap": men - women}
    else:
        words = _("%(gap)s places higher for men") % {"gap": women - men}
    return Dots(_at(women, last), _at(men, last), words)


def _at(rank: int | None, last: int) -> int | None:
    if not rank:
        return None
    return round(100 * (rank - 1) / max(last - 1, 1))


class FindingsOf(NamedTuple):
    """The findings about one question."""

    domain: str
    words: str
    findings: Sequence[Row]


def findings_by_domain(findings: Sequence[Row]) -> list[FindingsOf]:
    """All five domains in their order, also those without a finding but 'other'."""
    need = dict(NeedKind.choices)
    made = []
    for code, words in Finding.Domain.choices:
        own = [{**one, "need_words": need.get(one["need"], "")} for one in findings if one["domain"] == code]
        if own or code != Finding.Domain.OTHER:
            made.append(FindingsOf(code, str(words), own))
    return made


class Box(NamedTuple):
    """A step in the picture of the chain: its place, its name in lines, and its bar in parts."""

    step: Row
    kind: str
    y: int
    lines: list[tuple[int, str]]
    parts: list[tuple[int, int, int]]  # (series, x, width)
    is_last: bool


def chain_boxes(steps: Sequence[Row]) -> list[Box]:
    """The chain from top to bottom, which needs no other order in right-to-left languages."""
    kinds, made = dict(ChainStep.Kind.choices), []
    for at, step in enumerate(steps):
        y = at * STEP_HEIGHT
        words = _lines(step["name"])
        made.append(
            Box(
                step,
                str(kinds.get(step["kind"], step["kind"])),
                y,
                [(24 + 17 * n, line) for n, line in enumerate(words)],
                _parts(step),
                at == len(steps) - 1,
            )
        )
    return made


def _lines(name: str) -> list[str]:
    """The name in at most two lines."""
    words, lines = name.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) >= LONGEST_LINE and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) < 3 else [lines[0], f"{lines[1]} …"]


def _parts(step: Row) -> list[tuple[int, int, int]]:
    """The bar of who works there: nothing where a number is not known or not shown."""
    people = step["people"]
    if not people or step["hidden"]:
        return []
    made, x = [], (STEP_WIDTH - BAR) // 2
    for series, sex in enumerate(("female", "male", "other", "not_stated"), start=1):
        width = round(BAR * (step[sex] or 0) / people)
        if width:
            made.append((series, x, width))
            x += width
    return made


class Region(NamedTuple):
    """A place of the project and the groups that work there."""

    place: Any
    groups: list[Any]
    x: float
    y: float


class Regions(NamedTuple):
    """The project's places on the part of the world's picture that shows them all."""

    places: list[Region]
    box: str
    radius: float
    list_date: Any


def regions_of(found: Project, groups: Sequence[Any]) -> Regions | None:
    """The places of the project and of its groups (`groups`, those the reader may see); None without any
    place that stands on a map. Two queries."""
    named = [found.place] if found.place is not None else []
    places: dict[int, Any] = {place.pk: place for place in named}
    places |= {place.pk: place for place in found.places.select_related("country")}
    for group in groups:
        if group.place is not None:
            places[group.place.pk] = group.place
    drawn = []
    for place in places.values():
        if place.latitude is None or place.longitude is None:
            continue
        x, y = project(place.latitude, place.longitude)
        own = [group for group in groups if group.place_id == place.pk]
        drawn.append(Region(place, own, round(x, 1), round(y, 1)))
    return Regions(drawn, *_frame(drawn), drawn[0].place.country.as_of) if drawn else None


def _frame(regions: Sequence[Region]) -> tuple[str, float]:
    """The part of the picture that shows all, with room around it, twice as wide as high; and the size of a
    point in it."""
    xs, ys = [one.x for one in regions], [one.y for one in regions]
    wide = max(max(xs) - min(xs), 2 * (max(ys) - min(ys)), LEAST_PART_OF_MAP / 1.5) * 1.5
    wide = min(wide, WIDTH)
    high = wide / 2
    left = min(max((max(xs) + min(xs)) / 2 - wide / 2, 0), WIDTH - wide)
    top = min(max((max(ys) + min(ys)) / 2 - high / 2, 0), max(HEIGHT - high, 0))
    return f"{left:.1f} {top:.1f} {wide:.1f} {high:.1f}", round(wide / 80, 2)


def k() -> int:
    """The least number of people of whom something is shown to everybody."""
    return settings.SMALL_CELL
