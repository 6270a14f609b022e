"""What became of people, by the definitions of the indicators H3, H4 and C6 (rule HU6). Arithmetic alone.

In business is who is registered where the law asks for it and had a first sale, employee, capital or expense.
A start counts when that first thing lies on or after the first service; a business that was there before, or
that another hub counts, is no start of this one. Shares name their base, and who was not reached stands
beside them: left out silently, the survivors alone would speak."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median

WORKING = frozenset({"employed", "self_employed"})
REGISTERED = frozenset({"yes", "not_needed"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One person at one check. Words are the codes of the models; `answered` is False for who was not
    reached, declined, or was not asked yet (`state` says which)."""

    sex: str
    state: str
    work_before: str
    work: str
    business_before: str
    registered: str
    firsts: tuple[date, ...]
    first_service_on: date | None
    counted_elsewhere: bool = False
    sales_before: Decimal | None = None
    sales: Decimal | None = None
    currency_before: str = ""
    currency: str = ""

    @property
    def answered(self) -> bool:
        """She answered."""
        return self.state == "answered"


def is_in_business(outcome: Outcome) -> bool:
    """Registered where the law asks, and a first sale, employee, capital or expense."""
    return outcome.registered in REGISTERED and bool(outcome.firsts)


def has_started(outcome: Outcome) -> bool:
    """In business, and not before the first service, and counted by no other hub (indicator H4)."""
    if not is_in_business(outcome) or outcome.first_service_on is None:
        return False
    if outcome.business_before == "yes" or outcome.counted_elsewhere:
        return False
    return min(outcome.firsts) >= outcome.first_service_on


def work_answer(outcome: Outcome) -> str:
    """'works' for who works and did not before, 'worked_before', 'works_not', 'unanswered'."""
    if not outcome.answered or not outcome.work:
        return "unanswered"
    if outcome.work not in WORKING:
        return "works_not"
    return "worked_before" if outcome.work_before in WORKING else "works"


@dataclass(frozen=True, slots=True)
class Followed:
    """How many were to be asked, and what came of it."""

    due: int
    answered: int
    not_reached: int
    declined: int
    waiting: int


def followed(outcomes: Sequence[Outcome]) -> Followed:
    """The attrition of a check."""
    states = [outcome.state for outcome in outcomes]
    return Followed(
        due=len(states),
        answered=states.count("answered"),
        not_reached=states.count("not_reached"),
        declined=states.count("declined"),
        waiting=states.count("due"),
    )


@dataclass(frozen=True, slots=True)
class SalesChange:
    """Sales in a month of the same people before and now, in one currency (indicator C6). `percent` is of the
    totals, `middle` the median of each one's own change; None where nothing was sold before."""

    currency: str
    matched: int
    unmatched: int
    before: Decimal
    now: Decimal
    percent: int | None
    middle: int | None


@dataclass(slots=True)
class _Pairs:
    pairs: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    lost: int = 0


def sales_changes(outcomes: Sequence[Outcome]) -> list[SalesChange]:
    """One for each currency of the start. Who stated sales before and not now, or in another currency, is
    counted as lost."""
    found: dict[str, _Pairs] = {}
    for one in outcomes:
        if one.sales_before is None:
            continue
        of_currency = found.setdefault(one.currency_before, _Pairs())
        if one.answered and one.sales is not None and one.currency == one.currency_before:
            of_currency.pairs.append((one.sales_before, one.sales))
        else:
            of_currency.lost += 1
    return [_change(currency, rows) for currency, rows in sorted(found.items())]


def _change(currency: str, rows: _Pairs) -> SalesChange:
    before = sum((first for first, _last in rows.pairs), Decimal())
    now = sum((last for _first, last in rows.pairs), Decimal())
    own = [(last - first) * 100 / first for first, last in rows.pairs if first > 0]
    return SalesChange(
        currency=currency,
        matched=len(rows.pairs),
        unmatched=rows.lost,
        before=before,
        now=now,
        percent=round((now - before) * 100 / before) if before > 0 else None,
        middle=round(median(own)) if own else None,
    )


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later; the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    return date(day.year + years, month + 1, min(day.day, 28))


def is_high(dropped: int, enrolled: int, limit: int = 25) -> bool:
    """Whether more than `limit` percent stopped coming (rule HU8)."""
    return enrolled > 0 and dropped * 100 > limit * enrolled
