"""Sales by period and currency, with those of single producers kept to themselves: pure, without Django.

A total is hidden where fewer than five producers stand behind it, or where one of them made more than three
quarters of it: she, or whoever knows her, could read the others' sales from it. What is hidden must not come
back as the difference of two numbers, so further periods are hidden until all that is hidden together is safe
to know; where that can't be reached, the sum over all periods is hidden too. Currencies are never added."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

FEWEST = 5
LARGEST_SHARE = Decimal("0.75")
Amounts = Mapping[str, Decimal]
"""By producer what she sold."""


class Line(NamedTuple):
    """One producer's sales in one period and currency."""

    period: str
    currency: str
    producer: str
    amount: Decimal


class Cell(NamedTuple):
    """A period: its total, or None where it is hidden; how many producers, None where that is hidden."""

    period: str
    amount: Decimal | None
    producers: int | None


class Block(NamedTuple):
    """One currency: its periods in order, and their sum (None where it is hidden)."""

    currency: str
    cells: list[Cell]
    total: Decimal | None


def is_safe(amounts: Amounts) -> bool:
    """Whether the total of these may be known. Who sold nothing does not hide the others."""
    sold = [amount for amount in amounts.values() if amount > 0]
    return len(sold) >= FEWEST and max(sold) <= LARGEST_SHARE * sum(sold)


def _together(parts: Iterable[Amounts]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for part in parts:
        for producer, amount in part.items():
            found[producer] = found.get(producer, Decimal(0)) + amount
    return found


def hidden(periods: Mapping[str, Amounts]) -> tuple[set[str], bool]:
    """The periods to hide, and whether their sum must be hidden too."""
    gone = {period for period, amounts in periods.items() if not is_safe(amounts)}
    if not gone:
        return gone, False
    order = sorted((sum(amounts.values()), period) for period, amounts in periods.items())
    for _amount, period in order:
        if is_safe(_together(periods[one] for one in gone)):
            return gone, False
        gone.add(period)
    return gone, not is_safe(_together(periods.values()))


def blocks(lines: Iterable[Line], *, protected: bool) -> list[Block]:
    """A block for each currency, by its letters. `protected` is for producers; a group's own sales are its
    own."""
    found: dict[str, dict[str, dict[str, Decimal]]] = {}
    for line in lines:
        amounts = found.setdefault(line.currency, {}).setdefault(line.period, {})
        amounts[line.producer] = amounts.get(line.producer, Decimal(0)) + line.amount
    return [_block(currency, periods, protected) for currency, periods in sorted(found.items())]


def _block(currency: str, periods: Mapping[str, Amounts], protected: bool) -> Block:
    gone, no_total = hidden(periods) if protected else (set(), False)
    cells = [
        Cell(period, None, None)
        if period in gone
        else Cell(period, sum(amounts.values(), Decimal(0)), len(amounts))
        for period, amounts in sorted(periods.items())
    ]
    total = sum((sum(amounts.values(), Decimal(0)) for amounts in periods.values()), Decimal(0))
    return Block(currency, cells, None if no_total else total)
