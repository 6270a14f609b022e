"""Who fits whom: one entry that sells and one that looks for a product, with each reason (seed item C22).

Pure: plain facts in, reasons out; `words.py` says them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cityclusters.places.distance import kilometres
from cityclusters.places.folding import fold
from cityclusters.support.trade.products import is_general

ALL_YEAR = tuple(range(1, 13))
# Units that can be compared: code → (what they measure, how many of its base).
UNITS = {
    "kg": ("mass", Decimal(1)),
    "t": ("mass", Decimal(1000)),
    "l": ("volume", Decimal(1)),
    "m3": ("volume", Decimal(1000)),
    "piece": ("pieces", Decimal(1)),
    "m": ("length", Decimal(1)),
    "m2": ("area", Decimal(1)),
}
NEAR_KM = 300.0
FAR_KM = 3000.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What is compared. `months` 1 to 12, none for all year; `volume` a year in `unit`, None where it is not
    said; degrees of latitude and longitude, None where nobody knows."""

    key: str
    words: Sequence[str]
    months: Sequence[int]
    latitude: float | None
    longitude: float | None
    standard: str = ""
    volume: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code, whether it speaks for the pair (None: neither), and its values."""

    code: str
    good: bool | None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A counterpart: its key, how well it fits (0 to 1), and why."""

    key: str
    fit: float
    reasons: list[Reason]


def common_words(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """The words that both have, where at least one of them names a product; else none."""
    common = sorted(set(one) & set(other))
    return common if any(not is_general(word) for word in common) else []


def _product(one: Entry, other: Entry) -> Reason | None:
    common = common_words(one.words, other.words)
    if not common:
        return None
    same = set(one.words) == set(other.words)
    return Reason("same_product" if same else "like_product", True, {"words": common})


def _months(one: Entry, other: Entry) -> Reason:
    if not one.months and not other.months:
        return Reason("all_year", True)
    common = sorted(set(one.months or ALL_YEAR) & set(other.months or ALL_YEAR))
    return Reason("months", True, {"months": common}) if common else Reason("no_common_month", False)


def _standard(seller: Entry, buyer: Entry) -> Reason:
    if not buyer.standard:
        return Reason("no_standard_asked", None)
    if set(fold(buyer.standard).split()) <= set(fold(seller.standard).split()):
        return Reason("standard_held", True, {"standard": buyer.standard})
    if seller.standard:
        return Reason("other_standard", False, {"asked": buyer.standard, "held": seller.standard})
    return Reason("standard_not_held", False, {"asked": buyer.standard})


def _volume(seller: Entry, buyer: Entry) -> Reason:
    if seller.volume is None or buyer.volume is None or not buyer.volume:
        return Reason("volume_not_said", None)
    sold, asked = UNITS.get(seller.unit), UNITS.get(buyer.unit)
    if sold is None or asked is None or sold[0] != asked[0]:
        return Reason("volume_not_comparable", None)
    share = (seller.volume * sold[1]) / (buyer.volume * asked[1])
    if share >= 1:
        return Reason("volume_enough", True)
    return Reason("volume_part", False, {"percent": int(share * 100 + Decimal("0.5"))})


def _distance(one: Entry, other: Entry) -> Reason:
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return Reason("distance_unknown", None)
    away = kilometres(one.latitude, one.longitude, other.latitude, other.longitude)
    good = True if away <= NEAR_KM else False if away > FAR_KM else None
    return Reason("distance", good, {"km": round(away)})


def compare(one: Entry, other: Entry, *, one_sells: bool) -> Found | None:
    """Whether `other` is a counterpart of `one`, with the reasons in a fixed order; None where they have no
    product in common."""
    product = _product(one, other)
    if product is None:
        return None
    seller, buyer = (one, other) if one_sells else (other, one)
    reasons = [
        product, _months(one, other), _standard(seller, buyer), _volume(seller, buyer), _distance(one, other),
    ]  # fmt: skip
    union = set(one.words) | set(other.words)
    fit = 0.5 * len(set(one.words) & set(other.words)) / len(union)
    fit += 0.2 * _worth(reasons[1]) + 0.1 * _worth(reasons[2]) + 0.1 * _worth(reasons[3])
    fit += 0.1 * _worth(reasons[4])
    return Found(other.key, round(fit, 6), reasons)


def _worth(reason: Reason) -> float:
    """1 for a reason that speaks for the pair, 0 against, ½ for neither."""
    return 0.5 if reason.good is None else float(reason.good)


def counterparts(one: Entry, others: Iterable[Entry], *, one_sells: bool) -> list[Found]:
    """The counterparts of an entry, the best first, ties by key."""
    found = [pair for other in others if (pair := compare(one, other, one_sells=one_sells)) is not None]
    return sorted(found, key=lambda pair: (-pair.fit, pair.key))
