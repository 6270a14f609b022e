"""Sums of savings and loans: pure arithmetic on (kind, amount)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

NONE = Decimal(0)
Entry = tuple[str, Decimal]


class Balance(NamedTuple):
    """What somebody has saved, and what she still has to pay back; for a group: of all."""

    saved: Decimal = NONE
    owed: Decimal = NONE

    @property
    def box(self) -> Decimal:
        """What is in the box: saved and not lent."""
        return self.saved - self.owed


def balance(entries: Iterable[Entry]) -> Balance:
    """The sums of some entries."""
    saved, owed = NONE, NONE
    for kind, amount in entries:
        if kind == "deposit":
            saved += amount
        elif kind == "withdrawal":
            saved -= amount
        elif kind == "loan":
            owed += amount
        elif kind == "repayment":
            owed -= amount
    return Balance(saved, owed)


def problem(own: Balance, group: Balance) -> str:
    """Why sums can't be: 'saved' where somebody took out more than she had saved, 'owed' where she paid back
    more than she owed, 'box' where more was given than the box held; '' where they can."""
    if own.saved < 0:
        return "saved"
    if own.owed < 0:
        return "owed"
    return "box" if group.box < 0 else ""
