"""Which numbers are asked for: periods that are over, by indicator; who has reported and who has not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.people.models import Person
from cityclusters.projects.models import Indicator, Project, Value
from cityclusters.projects.phases import Missing
from cityclusters.projects.progress import Light, Period, light, over


class Due(NamedTuple):
    """An indicator with the periods that nobody has filled in, the oldest first, and those given back."""

    indicator: Indicator
    periods: list[Period]
    returned: list[Value]
    light: Light

    @property
    def next(self) -> str:
        """The code of the period to fill in next; '' where there is none."""
        codes = [value.period for value in self.returned] + [period.code for period in self.periods]
        return codes[0] if codes else ""


def expected(indicator: Indicator, today: date) -> list[Period]:
    """The periods that are over, from the first day that is counted to the project's last."""
    project = indicator.project
    first = indicator.reports_from or project.starts or timezone.localdate(indicator.made_at)
    return over(indicator.rhythm, first, today, project.ends)


def light_of(indicator: Indicator, today: date) -> Light:
    """Its light by the last period that was filled in."""
    return light(expected(indicator, today), indicator.reported_until, today)


def of_person(person: Person, today: date | None = None) -> list[Due]:
    """The numbers that she is asked for; those that are behind first. Two queries."""
    rows = Indicator.objects.filter(reporter=person, project__state=Project.State.ACTIVE)
    return of_indicators(list(rows.select_related("project").order_by("project", "pk")), today)


def of_indicators(indicators: Sequence[Indicator], today: date | None = None) -> list[Due]:
    """What is still to be filled in of each; one query."""
    today = today or timezone.localdate()
    filled: dict[int, list[Value]] = defaultdict(list)
    for value in Value.objects.filter(indicator__in=indicators).order_by("ends"):
        filled[value.indicator_id].append(value)
    found = [_due(indicator, filled[indicator.pk], today) for indicator in indicators]
    return sorted(found, key=lambda due: ("red", "yellow", "green").index(due.light))


def _due(indicator: Indicator, values: Iterable[Value], today: date) -> Due:
    codes = {value.period for value in values}
    periods = expected(indicator, today)
    open_ones = [period for period in periods if period.code not in codes]
    returned = [value for value in values if value.returned and value.state == Value.State.DRAFT]
    colour: Light = "green"
    if open_ones or returned:
        late = any(period.due < today for period in open_ones)
        colour = "red" if late else "yellow"
    return Due(indicator, open_ones, returned, colour)


def missing(project: Project, phase: str) -> list[Missing]:
    """Numbers that are late, and numbers that nobody has checked, keep monitoring open."""
    if phase != "monitoring":
        return []
    indicators = list(project.indicators.select_related("project"))
    late = sum(due.light == "red" for due in of_indicators(indicators))
    drafts = Value.objects.filter(indicator__in=indicators, state=Value.State.DRAFT).count()
    url = reverse("projects:numbers", args=[project.public_id])
    lacks = []
    if late:
        lacks.append(
            Missing("numbers", _("Indicators with late numbers: %(number)s") % {"number": late}, url)
        )
    if drafts:
        lacks.append(Missing("drafts", _("Numbers to be checked: %(number)s") % {"number": drafts}, url))
    return lacks


def behind(rhythm: str, period: Period) -> Q:
    """Indicators of this rhythm whose number of this period nobody has filled in."""
    asked = Q(rhythm=rhythm, project__state=Project.State.ACTIVE)
    asked &= Q(reports_from=None) | Q(reports_from__lte=period.end)
    asked &= Q(project__starts=None) | Q(project__starts__lte=period.end)
    asked &= Q(project__ends=None) | Q(project__ends__gte=period.start)
    return asked & (Q(reported_until=None) | Q(reported_until__lt=period.end))
