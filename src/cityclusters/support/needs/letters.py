"""Letters about needs: to those who may sign, to the author, to hosts that were proposed."""

from datetime import date

from django.utils import timezone

from cityclusters.journal.letters import absolute, write
from cityclusters.practices.owners import focal_points
from cityclusters.support.models import Match, Need
from cityclusters.support.models.choices import MatchState

UNSIGNED = (MatchState.PROPOSED, MatchState.ONE, MatchState.BOTH, MatchState.IN_CONTACT)
"""Proposals that go on, and on whose text nobody has agreed yet."""


def _link(need: Need) -> dict[str, object]:
    return {"need": need, "link": absolute(need.get_absolute_url())}


def ask_focal_points(need: Need) -> int:
    """Asks everybody who may sign for the organisation; how many were written to."""
    asked = need.asked_at.isoformat() if need.asked_at else ""
    sent = [
        write(
            f"help:{need.public_id}:sign:{asked}:{one.public_id}",
            one,
            "support/mail/need_to_sign",
            _link(need),
        )
        for one in focal_points(need.organisation)
    ]
    return len([letter for letter in sent if letter is not None])


def tell_author(need: Need, what: str) -> None:
    """`what` is 'need_signed' or 'need_refused'."""
    if need.author is not None:
        key = f"help:{need.public_id}:{what}:{timezone.now().isoformat()}"
        write(key, need.author, f"support/mail/{what}", _link(need))


def tell_ending(need: Need, what: str, last_day: date, days: int = 0) -> None:
    """To the focal points, else to who signed it: it ends in `days` days ('need_ending') or has ended
    ('need_expired')."""
    signer = [need.signed_by] if need.signed_by else []
    for one in focal_points(need.organisation) or signer:
        key = f"help:{need.public_id}:{what}:{last_day}:{days}:{one.public_id}"
        write(key, one, f"support/mail/{what}", {**_link(need), "last_day": last_day, "days": days})


def tell_host(match: Match, reason: str) -> None:
    """A need that was proposed to a host is no longer looked after."""
    offer = match.window.offer
    for one in focal_points(offer.organisation):
        key = f"help:{match.public_id}:need-ended:{one.public_id}"
        write(key, one, "support/mail/need_ended", {**_link(match.need), "offer": offer, "reason": reason})


def tell_hosts_of_change(need: Need) -> None:
    """Hosts to whom it was proposed should read it again; at most one letter a day about each proposal."""
    rows = Match.objects.filter(need=need, state__in=UNSIGNED).select_related("window__offer__organisation")
    for match in rows.order_by("pk"):
        offer = match.window.offer
        given = {"need": need, "offer": offer, "link": absolute(match.get_absolute_url())}
        for one in focal_points(offer.organisation):
            key = f"help:{match.public_id}:need-changed:{timezone.localdate()}:{one.public_id}"
            write(key, one, "support/mail/need_changed", given)
