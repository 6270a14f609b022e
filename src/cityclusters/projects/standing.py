"""How an indicator stands: kept with its record, so that an overview of hundreds of projects need not add
up all their numbers. Each act that changes a number or a plan makes it anew, always from the numbers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cityclusters.projects.models import Aim, Indicator, Plan, Value
from cityclusters.projects.progress import Count, Number, Period, period_of, progress, so_far

SIDES = ("female", "male", "other", "not_stated", "total")
KEPT = (
    "period", "period_ends", "reported_until", *SIDES, "women_met", "men_met", "all_met",
)  # fmt: skip


def count_of(value: Value) -> Count:
    """The number by sex."""
    return Count(*(getattr(value, side) for side in SIDES))


def period_of_value(value: Value) -> Period:
    """Its period."""
    return period_of(value.period) or Period(value.period, value.starts, value.ends)


def restand(indicators: Sequence[Indicator]) -> None:
    """Writes how these indicators stand: three queries, however many there are."""
    values: dict[int, list[Value]] = defaultdict(list)
    for value in Value.objects.filter(indicator__in=indicators).order_by("ends", "pk"):
        values[value.indicator_id].append(value)
    in_force: dict[int, Aim] = {
        aim.indicator_id: aim
        for aim in Aim.objects.filter(indicator__in=indicators, plan__state=Plan.State.IN_FORCE)
    }
    for indicator in indicators:
        stand(indicator, values[indicator.pk], in_force.get(indicator.pk))
    Indicator.objects.bulk_update(indicators, KEPT, batch_size=50)


def stand(indicator: Indicator, values: Sequence[Value], aim: Aim | None) -> None:
    """Sets on the record how it stands by these numbers, the oldest first, and by what the plan aims at."""
    settled = [value for value in values if value.state in Value.SETTLED]
    rows = [(period_of_value(value), count_of(value)) for value in settled]
    found = so_far(indicator.type, indicator.unit, rows)
    period, count = found or (None, Count())
    indicator.period = period.code if period else ""
    indicator.period_ends = period.end if period else None
    indicator.reported_until = _reported_until(values)
    for side in SIDES:
        setattr(indicator, side, _decimal(getattr(count, side)))
    indicator.women_met, indicator.men_met, indicator.all_met = reached(indicator, count, aim)


def _reported_until(values: Sequence[Value]) -> date | None:
    """The end of the last period that was filled in, checked or not."""
    return max((value.ends for value in values), default=None)


def reached(
    indicator: Indicator, count: Count, aim: Aim | None
) -> tuple[bool | None, bool | None, bool | None]:
    """Whether the target is reached for women, for men and for all; None where that can't be said."""
    if aim is None:
        return None, None, None
    women, men, everybody = (
        progress(actual, target, baseline, kind=indicator.type, direction=indicator.direction).met
        for actual, target, baseline in (
            (count.female, aim.target_female, aim.baseline_female),
            (count.male, aim.target_male, aim.baseline_male),
            (count.total, aim.target, aim.baseline),
        )
    )
    return women, men, everybody


def _decimal(value: Number | None) -> Decimal | None:
    return None if value is None else Decimal(value)
