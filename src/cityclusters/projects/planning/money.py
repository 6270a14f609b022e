"""What a plan costs, what of it is for equality and what reaches women (rule CO7; seed item C14).

Currencies are never added to one another. What is tagged as targeted and as mainstreamed stands apart."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cityclusters.projects.models import Action
from cityclusters.projects.progress import half_up


class Money(NamedTuple):
    """The costs of a plan in one currency; percentages are whole numbers of its whole cost."""

    currency: str
    cost: Decimal
    targeted: Decimal
    mainstreamed: Decimal
    women: Decimal
    """What reaches women, of the actions that say so."""
    stated: Decimal
    """The cost of the actions that say how much reaches women."""

    def percent(self, part: Decimal) -> int | None:
        """So much of the whole cost; None where nothing costs anything."""
        return half_up(100 * Fraction(part) / Fraction(self.cost)) if self.cost else None

    @property
    def targeted_percent(self) -> int | None:
        """For equality itself."""
        return self.percent(self.targeted)

    @property
    def mainstreamed_percent(self) -> int | None:
        """With equality as a part."""
        return self.percent(self.mainstreamed)

    @property
    def stated_percent(self) -> int | None:
        """How much of the cost the share of women rests on."""
        return self.percent(self.stated)

    @property
    def women_percent(self) -> int | None:
        """Of the actions that say how much reaches women, not of all."""
        return half_up(100 * Fraction(self.women) / Fraction(self.stated)) if self.stated else None


def of_actions(actions: Iterable[Action]) -> list[Money]:
    """One line for each currency, the largest number of actions first."""
    by_currency: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        if action.cost:
            by_currency[action.currency].append(action)
    ordered = sorted(by_currency.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [_line(currency, rows) for currency, rows in ordered]


def _line(currency: str, rows: list[Action]) -> Money:
    def cost(chosen: Iterable[Action]) -> Decimal:
        return sum((row.cost or Decimal(0) for row in chosen), Decimal(0))

    stating = [row for row in rows if row.women_percent is not None]
    women = sum(
        ((row.cost or Decimal(0)) * Decimal(row.women_percent or 0) / 100 for row in stating), Decimal(0)
    )
    return Money(
        currency=currency,
        cost=cost(rows),
        targeted=cost(row for row in rows if row.tag == Action.Tag.TARGETED),
        mainstreamed=cost(row for row in rows if row.tag == Action.Tag.MAINSTREAMED),
        women=women,
        stated=cost(stating),
    )
