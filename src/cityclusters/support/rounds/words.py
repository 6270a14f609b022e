"""Why a need got what it got, in sentences: codes of the engine and of the round, with names and numbers."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cityclusters.core.texts import pick
from cityclusters.places.countries import country_name
from cityclusters.support.models import Offer, Window, Wish
from cityclusters.support.words import points
from cityclusters.surveys.modalities import MODALITIES

WAITS = {
    "no_candidate": gettext_lazy("No host in this round fits its subject, forms, languages and dates."),
    "all_full": gettext_lazy("All hosts that fit have given their places to other cities."),
    "named_full": gettext_lazy("The hosts that it names are full, and it asks for no other."),
    "no_named": gettext_lazy(
        "No host that it names fits its subject, forms, languages and dates, and it asks for no other."
    ),
    "owner_full": gettext_lazy("The organisations that fit take no more guests."),
    "country_full": gettext_lazy("The countries that fit have reached the limit that this round sets."),
    "same_owner": gettext_lazy("The only hosts that fit are of its own organisation."),
    "forbidden": gettext_lazy("The hosts that fit were set apart from it by an officer."),
    "declined": gettext_lazy("The hosts that fit were proposed before, and it was declined."),
    "lower_score": gettext_lazy("A host has room, but a place there would take more from others."),
    "conflict": gettext_lazy("The hosts that fit are bound to other proposals of the same need."),
}
MISSES = {
    "subject": gettext_lazy("It offers other subjects."),
    "modality": gettext_lazy("The need does not accept this form of cooperation."),
    "language": gettext_lazy("They have no language in common."),
    "dates": gettext_lazy("Its dates do not suit the need."),
    "far": gettext_lazy("Many other hosts fit better, so that it was not compared."),
}
WHY_NOT = {
    "owner_full": gettext_lazy("Its organisation takes no more guests."),
    "country_full": gettext_lazy("Its country has reached the limit that this round sets."),
    "same_owner": gettext_lazy("It is of the need's own organisation."),
    "declined": gettext_lazy("It was proposed to this need before and declined; it is not proposed again."),
    "conflict": gettext_lazy("It can't be proposed beside another proposal of this need."),
    "no_offer": gettext_lazy("No host of this name has confirmed an offer for this round."),
    "lower_score": gettext_lazy("Another host fits better."),
}
MOVED = {
    "withdrawn": gettext_lazy("The earlier host has no confirmed offer in this round any more."),
    "no_candidate": gettext_lazy("The earlier host no longer fits."),
    "same_owner": gettext_lazy("The earlier host is now of the same organisation."),
    "forbidden": gettext_lazy("An officer has set the two apart."),
    "declined": gettext_lazy("It was declined."),
    "conflict": gettext_lazy("It can't be proposed beside another proposal."),
    "held": gettext_lazy("Another host is accepted, or set by an officer."),
    "full": gettext_lazy("The places of the earlier host go to others."),
    "owner_full": gettext_lazy("The places of the earlier host's organisation go to others."),
    "country_full": gettext_lazy("The places of the earlier host's country go to others."),
    "lower_score": gettext_lazy("Another host fits better now."),
}
NOT_HELD = {
    "no_candidate": gettext_lazy("The two do not fit in subject, form, language or dates."),
    "not_named": gettext_lazy("The city asks for the hosts that it names, and for no other."),
    "full": gettext_lazy("The host has no place left."),
    "owner_full": gettext_lazy("The organisation takes no more guests."),
    "country_full": gettext_lazy("The country has reached its limit."),
    "same_owner": gettext_lazy("Both are of one organisation."),
    "forbidden": gettext_lazy("The two were set apart, too."),
    "declined": gettext_lazy("It was declined before."),
    "conflict": gettext_lazy("The need has all hosts that it wants."),
    "not_open": gettext_lazy("The host has no confirmed offer in this round."),
    "need_closed": gettext_lazy("The need is no longer open."),
}
SETTLED = {
    "pinned": gettext_lazy("An officer has set the proposed host for this need."),
    "half": gettext_lazy("One side has accepted the proposed host already; the two stay together."),
    "accepted": gettext_lazy("Both sides have accepted the proposed host already."),
}
FLAGS = {
    "kept": gettext_lazy("as before"),
    "accepted": gettext_lazy("accepted already"),
    "pinned": gettext_lazy("set by an officer"),
    "half": gettext_lazy("one side has accepted"),
    "below_acceptable": gettext_lazy("fits less than it should"),
    "not_scored": gettext_lazy("no longer compared"),
}


_STAYS = gettext_lazy(
    "It would fit better: %(score)s of 100 points, the proposed host %(own)s. But the proposed host was"
    " proposed before, and that counts %(staying)s points, so that few cities have to move."
)


def in_words(words: Mapping[str, Any], code: str) -> str:
    """The sentence of a code; one that has none is another reason."""
    known = words.get(code)
    return str(known) if known else _("Another reason")


def host_name(offer: Offer) -> str:
    """The organisation and where it is: 'City of Nanjing (Nanjing, China)'."""
    name = {"name": pick(offer.organisation.names).text, "place": offer.place.label()}
    return _("%(name)s (%(place)s)") % name


def wish_name(wish: Wish) -> str:
    """What a wish names."""
    if wish.country_id:
        return country_name(wish.country_id)
    if wish.place:
        return wish.place.label()
    return pick(wish.organisation.names).text if wish.organisation else ""


def form_name(code: str) -> str:
    """A form of cooperation in words."""
    return str(MODALITIES.get(code, "")) or _("Another form")


class Told(NamedTuple):
    """What the sentences about one host need to know besides the engine's line."""

    own: float | None = None
    """The score of what the need got, None where it waits."""
    reason: str = ""
    """What the officer wrote, where she set the two apart."""
    settled: str = ""
    """The mark of what the need got, where that was settled beforehand: 'accepted', 'half' or 'pinned'."""
    guests: int = 0
    """Cities to which the calculation gives the host's places."""
    kept: int = 0
    """Other cities that had its places before; 0 also where nobody has looked."""
    staying: int = 0
    """Points that what the need got has because it was proposed before; 0 where it was not."""


def why_not(line: Mapping[str, Any], window: Window | None, told: Told) -> list[str]:
    """Why a need did not get a window, as sentences."""
    own, reason = told.own, told.reason
    code, score = str(line["code"]), line.get("score") or 0.0
    if code == "no_candidate":
        return [in_words(MISSES, miss) for miss in line.get("misses") or ["far"]]
    if code == "forbidden":
        said = (
            _("An officer has set the two apart: %(reason)s")
            if reason
            else _("An officer has set the two apart.")
        )
        return [said % {"reason": reason} if reason else said]
    if code == "full" and window is not None:
        return [*_full(window, told.guests), *_cost(line)]
    if code == "lower_score" and told.settled and (own is None or points(score) >= points(own)):
        return [str(SETTLED[told.settled])]
    if code == "lower_score" and own is not None and score <= own:
        if points(score) == points(own):
            return _as_good(window, told)
        numbers = {"score": points(score), "own": points(own)}
        return [_("It fits less: %(score)s of 100 points, the proposed host %(own)s.") % numbers]
    if code == "lower_score" and own is not None and points(score) - points(own) <= told.staying:
        numbers = {"score": points(score), "own": points(own), "staying": told.staying}
        return [_STAYS % numbers]
    if code == "lower_score":
        return _cost(line) or [_("A place there helps other cities more.")]
    return [in_words(WHY_NOT, code), *_cost(line)]


def _as_good(window: Window | None, told: Told) -> list[str]:
    """Why a host with the same points is not the one: mostly it is full."""
    if window is not None and told.guests + told.kept >= window.slots:
        return _full(window, told.guests)
    return [_("It has as many points. For all cities together, the proposed host is at least as good.")]


def _full(window: Window, guests: int) -> list[str]:
    """That its places are given, and how many of them to cities that accepted before this calculation: those
    are not among the guests that the page names."""
    slots, before = window.slots, min(window.held, max(0, window.slots - guests))
    text = ngettext(
        "Its only place goes to another city.", "All its %(slots)s places go to other cities.", slots
    )
    if not before:
        return [text % {"slots": slots}]
    kept = ngettext(
        "%(count)s place is kept for a city that accepted it before.",
        "%(count)s places are kept for cities that accepted them before.",
        before,
    )
    return [text % {"slots": slots}, kept % {"count": before}]


def _cost(line: Mapping[str, Any]) -> list[str]:
    """What it would cost the others to give it this place all the same."""
    lost, loss = line.get("acceptable_lost") or 0, line.get("loss")
    if lost:
        words = ngettext(
            "If it got this place, %(count)s need fewer would be served well.",
            "If it got this place, %(count)s needs fewer would be served well.",
            lost,
        )
        return [words % {"count": lost}]
    if loss and points(loss):
        words = ngettext(
            "If it got this place, all needs together would lose %(count)s point.",
            "If it got this place, all needs together would lose %(count)s points.",
            points(loss),
        )
        return [words % {"count": points(loss)}]
    return []


def flags(codes: Sequence[str]) -> list[str]:
    """Marks of a proposal in words."""
    return [str(FLAGS[code]) for code in codes if code in FLAGS]
