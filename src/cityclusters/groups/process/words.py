"""A step's facts in words: for pages, for print and for comparing versions."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from cityclusters.groups.models import ProcessStep
from cityclusters.groups.process.comparing import Step

NAMES = {
    "title": _lazy("step"),
    "inputs": _lazy("what goes in, and how much"),
    "doing": _lazy("what to do"),
    "minutes": _lazy("time"),
    "temperature": _lazy("temperature"),
    "critical": _lazy("critical control point"),
    "limit": _lazy("limit"),
    "if_missed": _lazy("what to do if the limit is missed"),
    "picture": _lazy("picture"),
}
HOUR = 60


def time(minutes: int | None) -> str:
    """'1 h 30 min'; '' where it is not said."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, HOUR)
    parts = [ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}] if hours else []
    if rest or not hours:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(parts)


def _degrees(value: Decimal) -> str:
    return f"{value.normalize():f}"


def temperature(step: ProcessStep) -> str:
    """'70 to 75 °C', 'at least 70 °C'; '' where it is not said."""
    low, high = step.lowest, step.highest
    if low is not None and high is not None:
        if low == high:
            return _("%(degrees)s °C") % {"degrees": _degrees(low)}
        return _("%(low)s to %(high)s °C") % {"low": _degrees(low), "high": _degrees(high)}
    if low is not None:
        return _("at least %(degrees)s °C") % {"degrees": _degrees(low)}
    if high is not None:
        return _("at most %(degrees)s °C") % {"degrees": _degrees(high)}
    return ""


def compared(steps: Iterable[ProcessStep]) -> list[Step]:
    """Steps as `comparing` takes them."""
    return [
        Step(
            key=step.key,
            number=number,
            title=step.title,
            facts={
                "inputs": step.inputs,
                "doing": step.doing,
                "minutes": time(step.minutes),
                "temperature": temperature(step),
                "critical": _("yes") if step.is_critical else _("no"),
                "limit": step.limit,
                "if_missed": step.if_missed,
                "picture": step.picture.alt if step.picture else "",
            },
        )
        for number, step in enumerate(steps, start=1)
    ]
