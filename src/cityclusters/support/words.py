"""What the arithmetic of matching says by code, in words: the parts of a score, and why a need waits."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityclusters.support.finder.data import PARTS, Weights
from cityclusters.support.models import Need

NAMES = {
    "theme": gettext_lazy("Themes in common"),
    "target": gettext_lazy("SDG targets in common"),
    "modality": gettext_lazy("Forms of cooperation that both want"),
    "language": gettext_lazy("Languages in common"),
    "proximity": gettext_lazy("How near the two places are"),
    "income": gettext_lazy("Similar level of income"),
    "culture": gettext_lazy("Official language, law and region in common"),
    "wish": gettext_lazy("The host is in a country that the need asks for"),
    "host": gettext_lazy("The need asks for this host by name"),
    "text": gettext_lazy("Likeness of what both wrote"),
}
# What a reason is for a need that takes nobody but the hosts that it names.
OF_NAMED = {"all_full": "named_full", "no_candidate": "no_named"}
# Why a need has no host (rule MA4), or why one host was not the one: codes of the engine's contract and of
# what happened after a round.
REASONS = {
    "no_candidate": gettext_lazy("No offer fits in subject, form, language and dates."),
    "all_full": gettext_lazy("Every host that fits has given all its places."),
    "named_full": gettext_lazy("The hosts that you named are full, and you asked for no other."),
    "no_named": gettext_lazy(
        "No host that you named fits in subject, form, language and dates, and you asked for no other."
    ),
    "owner_full": gettext_lazy("The organisations that fit have reached the number of guests they take."),
    "country_full": gettext_lazy("The countries that fit have reached the number of guests they take."),
    "same_owner": gettext_lazy("The only offers that fit are of the same organisation."),
    "forbidden": gettext_lazy("The programme has set the offers that fit aside, and has written down why."),
    "declined": gettext_lazy("The hosts that fit were asked, and it was declined."),
    "alone": gettext_lazy("The host that was proposed did not come about, and no other was on the list."),
    "declined_full": gettext_lazy(
        "The host that was proposed did not come about, and the others on the list have no place now."
    ),
    "conflict": gettext_lazy("The offers that fit are taken by other matches of the same need."),
    "lower_score": gettext_lazy("Another proposal fits better."),
    "full": gettext_lazy("This host has given all its places."),
    "lapsed": gettext_lazy("A host was proposed, and not all have answered in time."),
}


def part_name(code: str) -> str:
    """A part of a score in words; a code that has none is another reason."""
    known = NAMES.get(code)
    return str(known) if known else _("Another reason")


def reason_words(code: str) -> str:
    """Why a need has no host, or why a host was not proposed, as one sentence."""
    known = REASONS.get(code)
    return str(known) if known else _("No host could be found this time.")


def code_for(need: Need, code: str) -> str:
    """The engine's reason for a need without a host; where the need takes nobody but the hosts that it names,
    that is the reason."""
    return OF_NAMED.get(code, code) if need.named_only else code


def points(value: float) -> int:
    """A score or a part of one, from 0 to 1, as points of 100, rounded half up."""
    return int(value * 100 + 0.5)


def part_rows(parts: Sequence[Sequence[Any]], weights: Weights | None = None) -> list[dict[str, Any]]:
    """The parts ([code, value], …) of a score as rows of the `bars` chart, the largest first; what adds
    nothing comes last and is shown too, so that the reader sees what is missing. A full bar is the most
    that a part can add under the weights."""
    most = weights or Weights()
    given = {str(code): float(value) for code, value in parts}
    codes = [*given, *(code for code in PARTS if code not in given)]
    found = []
    for code in sorted(codes, key=lambda code: -given.get(code, 0.0)):
        value, limit = given.get(code, 0.0), float(getattr(most, code, 0.0)) or 1.0
        text = _("%(points)s of %(most)s") % {"points": points(value), "most": points(limit)}
        share = max(0, min(100, round(value / limit * 100)))
        found.append({"label": part_name(code), "values": [{"value": share, "text": text}]})
    return found


class Fit(NamedTuple):
    """How well a need and an offer fit, for `support/_parts.html`: points of 100, and its parts as rows."""

    score: int
    rows: list[dict[str, Any]]
    heads: list[str]


def fit(score: float, parts: Sequence[Sequence[Any]], weights: Weights | None = None) -> Fit:
    """A score and the parts that add up to it, for the page."""
    return Fit(points(score), part_rows(parts, weights), [_("Points")])
