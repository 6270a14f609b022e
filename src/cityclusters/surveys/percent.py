"""One place that turns a count and a base into a percentage."""

from cityclusters.surveys.analysis_data import SMALLEST_BASE_FOR_PERCENT


def percent(count: int, base: int, *, people: int | None = None) -> int | None:
    """The share as an integer, rounded half up; None where the base is under 10 (and so where it is 0).

    `people` are those behind the base where it does not count people (mentions).
    """
    if min(base, base if people is None else people) < SMALLEST_BASE_FOR_PERCENT:
        return None
    return (200 * count + base) // (2 * base)
