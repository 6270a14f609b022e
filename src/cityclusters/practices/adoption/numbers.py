"""How often a practice went on: three words, three numbers, never one sum."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, F, Q

from cityclusters.practices.models import Adaptation

State, Outcome = Adaptation.State, Adaptation.Outcome


class Numbers(NamedTuple):
    """`replicated`: confirmed, and it works there, all of it or parts (rule PR7); `adapting`: declared or
    confirmed by the city and not reported yet; `not_here`: reported that it did not work there. `named` were
    named by others and count for nothing; `ended` were not pursued."""

    replicated: int = 0
    adapting: int = 0
    not_here: int = 0
    named: int = 0
    ended: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return any(self)


def numbers_of(practices: Iterable[int]) -> dict[int, Numbers]:
    """By the practice's key; one query, however many practices. Those without adaptations are missing."""
    confirmed = Q(confirmed_at__isnull=False)
    reported = confirmed & Q(state=State.REPORTED)
    rows = (
        Adaptation.objects.filter(practice__in=list(practices))
        .values(key=F("practice_id"))
        .annotate(
            replicated=Count("pk", filter=reported & Q(outcome__in=Adaptation.WORKED)),
            adapting=Count("pk", filter=confirmed & Q(state=State.ADAPTING)),
            not_here=Count("pk", filter=reported & Q(outcome=Outcome.NOT)),
            named=Count("pk", filter=Q(state=State.NAMED)),
            ended=Count("pk", filter=confirmed & Q(state=State.ENDED)),
        )
        .order_by()
    )
    return {row["key"]: Numbers(*(row[name] for name in Numbers._fields)) for row in rows}
