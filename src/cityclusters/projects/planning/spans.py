"""The periods in which an indicator has targets on the way."""

from datetime import date
from itertools import islice
from typing import Any

from django.utils import timezone

from cityclusters.projects.models import Aim, Project
from cityclusters.projects.progress import Period, periods

MOST = 16
FAR = date(2099, 12, 31)


def on_the_way(project: Project, aim: Aim) -> list[Period]:
    """From the first day that is counted to the project's last, at most 16."""
    indicator = aim.indicator
    first = indicator.reports_from or project.starts or timezone.localdate()
    last = project.ends if project.ends and project.ends >= first else FAR
    return list(islice(periods(indicator.rhythm, first, last), MOST))


def initial(aim: Aim) -> dict[str, Any]:
    """What stands, by the names of the fields."""
    return {
        f"{target.period}__{side}": getattr(target, side)
        for target in aim.targets.all()
        for side in ("female", "male", "other", "total")
    }
