"""What a local plan costs and what is found for it: only confirmed money counts (rule LP3).

Currencies are never added to one another."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from cityclusters.projects.models import Action, FinanceSource

ZERO = Decimal(0)
State = FinanceSource.State
WAITING = (State.IDENTIFIED, State.APPLIED)


class Total(NamedTuple):
    """The money of a plan in one currency."""

    currency: str
    cost: Decimal
    asked: Decimal
    """Asked for and not answered yet."""
    pledged: Decimal
    """Promised and not confirmed yet."""
    confirmed: Decimal
    spent: Decimal

    @property
    def missing(self) -> Decimal:
        """What is not confirmed yet."""
        return max(self.cost - self.confirmed, ZERO)

    @property
    def percent(self) -> int | None:
        """So much of the cost is confirmed, rounded down: 'financed' is not said too early."""
        return min(int(100 * self.confirmed / self.cost), 100) if self.cost else None


def totals(actions: Iterable[Action], sources: Iterable[FinanceSource]) -> list[Total]:
    """One line for each currency, in the order of the alphabet."""
    priced = [row for row in actions if row.cost]
    rows = list(sources)
    currencies = sorted({row.currency for row in priced} | {row.currency for row in rows})
    return [_total(code, priced, [row for row in rows if row.currency == code]) for code in currencies]


def _total(currency: str, actions: list[Action], sources: list[FinanceSource]) -> Total:
    return Total(
        currency=currency,
        cost=sum((row.cost or ZERO for row in actions if row.currency == currency), ZERO),
        asked=sum((row.asked or ZERO for row in sources if row.state in WAITING), ZERO),
        pledged=sum((row.pledged or ZERO for row in sources if row.state == State.PLEDGED), ZERO),
        confirmed=sum((row.counted for row in sources), ZERO),
        spent=sum((row.spent or ZERO for row in sources if row.state == State.SPENT), ZERO),
    )


def confirmed_for(sources: Iterable[FinanceSource], action: Action) -> Decimal:
    """What is confirmed for one action in its currency."""
    own = (row for row in sources if row.action == action.key and row.currency == action.currency)
    return sum((row.counted for row in own), ZERO)
