"""Balance of women and men among those who speak (rule EX6), from what people stated and nothing else.

Pure arithmetic. Shares are of those who stated female or male; others and those who did not state are
counted and shown, never guessed and never dropped (rule PE2, trap T10)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

LEAST_PERCENT = 40
COVERAGE_PERCENT = 80  # under this share of stated answers, nothing is claimed about balance


@dataclass(frozen=True, slots=True)
class Balance:
    """Counts of people by sex as stated."""

    female: int = 0
    male: int = 0
    other: int = 0
    undisclosed: int = 0
    not_stated: int = 0

    @property
    def total(self) -> int:
        """Everybody."""
        return self.female + self.male + self.other + self.undisclosed + self.not_stated

    @property
    def stated(self) -> int:
        """Those who stated female or male: the base of shares."""
        return self.female + self.male

    @property
    def coverage(self) -> int | None:
        """Percent of all who stated their sex in any way, rounded half up; None where there is nobody."""
        known = self.female + self.male + self.other
        return (200 * known + self.total) // (2 * self.total) if self.total else None

    @property
    def women_percent(self) -> int | None:
        """Percent of women among those who stated female or male, rounded half up."""
        return (200 * self.female + self.stated) // (2 * self.stated) if self.stated else None

    @property
    def enough(self) -> int:
        """How many of each are balanced in a group of this size: 40 %, in small groups at most half."""
        return min(-(-LEAST_PERCENT * self.stated // 100), self.stated // 2)

    @property
    def warning(self) -> str:
        """'one_sex' where all who stated their sex are of one, 'under_40' where either is under the
        threshold; '' where neither holds or fewer than two stated it."""
        if self.stated < 2:
            return ""
        if not self.female or not self.male:
            return "one_sex"
        return "under_40" if min(self.female, self.male) < self.enough else ""

    @property
    def balanced(self) -> bool:
        """Whether balance may be claimed: no warning, and enough people stated their sex."""
        return self.stated > 1 and not self.warning and (self.coverage or 0) >= COVERAGE_PERCENT


def of(sexes: Iterable[str]) -> Balance:
    """The balance of people given by their sex as stated ('' for not stated)."""
    counts = Counter(sex or "not_stated" for sex in sexes)
    return Balance(
        female=counts["female"],
        male=counts["male"],
        other=counts["other"],
        undisclosed=counts["undisclosed"],
        not_stated=counts["not_stated"],
    )
