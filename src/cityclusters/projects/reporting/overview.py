"""The overview of the programme: every project with its lights and how many of its targets are reached.

It reads how each indicator stands (`standing`), not all numbers of all periods: 200 projects with 50
indicators each are 10,000 short rows. People are never added up over indicators: one woman may stand in
several."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.core.sheets.write import Cell
from cityclusters.people.readers import Reader, is_officer
from cityclusters.projects.models import Indicator, Project
from cityclusters.projects.phases import all_names
from cityclusters.projects.progress import Light, light, over

COLUMNS = ("project_id", "rhythm", "reports_from", "made_at", "reported_until", "women_met", "men_met")


class Reached(NamedTuple):
    """How many of the targets that can be judged are reached."""

    reached: int = 0
    of: int = 0

    def plus(self, met: bool | None) -> "Reached":
        """With one more."""
        return self if met is None else Reached(self.reached + met, self.of + 1)


NONE_YET = Reached()


@dataclass
class Line:
    """One project."""

    project: Project
    indicators: int = 0
    lights: Counter[Light] = field(default_factory=Counter)
    women: Reached = NONE_YET
    men: Reached = NONE_YET

    @property
    def green(self) -> int:
        """Indicators whose numbers are all there."""
        return self.lights["green"]

    @property
    def yellow(self) -> int:
        """Indicators with a number that is due."""
        return self.lights["yellow"]

    @property
    def red(self) -> int:
        """Indicators with a number that is late."""
        return self.lights["red"]


@dataclass
class Overview:
    """All projects, those with most late numbers first, and what they come to."""

    lines: list[Line]

    @property
    def indicators(self) -> int:
        """Of all projects."""
        return sum(line.indicators for line in self.lines)

    @property
    def late(self) -> int:
        """Indicators with a late number."""
        return sum(line.red for line in self.lines)

    @property
    def women(self) -> Reached:
        """Targets for women."""
        return Reached(
            sum(line.women.reached for line in self.lines), sum(line.women.of for line in self.lines)
        )

    @property
    def men(self) -> Reached:
        """Targets for men."""
        return Reached(sum(line.men.reached for line in self.lines), sum(line.men.of for line in self.lines))


def shown_to(reader: Reader) -> Sequence[Project]:
    """The projects that go on and that she may see, but for local plans: their pages leave nothing behind."""
    rows = Project.objects.visible_to(reader).in_work().exclude(kind=Project.Kind.LOCAL_PLAN)
    return list(rows.select_related("lead", "place__country"))


def of(projects: Sequence[Project], today: date | None = None) -> Overview:
    """The overview of these projects; one query."""
    today = today or timezone.localdate()
    lines = {project.pk: Line(project) for project in projects}
    known: dict[tuple[object, ...], Light] = {}
    rows = Indicator.objects.filter(project__in=lines).order_by().values_list(*COLUMNS)
    for pk, rhythm, first, made_at, reported_until, women, men in rows.iterator(chunk_size=5000):
        line = lines[pk]
        line.indicators += 1
        begins = first or line.project.starts or timezone.localdate(made_at)
        key = (rhythm, begins, line.project.ends, reported_until)
        if key not in known:
            known[key] = light(over(rhythm, begins, today, line.project.ends), reported_until, today)
        line.lights[known[key]] += 1
        line.women, line.men = line.women.plus(women), line.men.plus(men)
    return Overview(sorted(lines.values(), key=lambda one: (-one.red, -one.yellow, one.project.pk)))


def table(overview: Overview) -> Table:
    """The overview as a spreadsheet."""
    names = all_names()
    header = [
        _("Project"), _("Kind"), _("Phase"), _("Indicators"), _("reported"), _("due"), _("late"),
        _("Targets for women"), _("reached"), _("Targets for men"), _("reached"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            str(line.project), str(line.project.get_kind_display()), names.get(line.project.phase, ""),
            line.indicators, line.green, line.yellow, line.red, line.women.of, line.women.reached,
            line.men.of, line.men.reached,
        ]
        for line in overview.lines
    ]  # fmt: skip
    return Table(_("Overview"), header, rows)


def section(request: Request, _thing: object) -> Section | None:
    """What all projects come to, on the page that shows them together: for officers, who ask for it every
    day; for others a link leads to it, so that the list stays quick with thousands of indicators."""
    if not is_officer(request.user):
        return None
    found = of(shown_to(request.user))
    return Section("projects/_overview_section.html", {"overview": found}) if found.lines else None
