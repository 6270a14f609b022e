"""Both sides answer a proposal: accept, take that back, decline, say that they are in contact.

Each side answers by a focal point with a valid mandate (PE1). The place is held in the transaction in which
the second side accepts (MA1). Rows are locked in one order: the need, the match, the window, the offer."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cityclusters.core.errors import NotPossible
from cityclusters.core.patience import patiently
from cityclusters.core.texts import pick
from cityclusters.journal.acts import id_of, kind_of, record
from cityclusters.journal.follow_ups import open_follow_up
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Person, RoleGrant
from cityclusters.support.matches import choices, letters, places, sides
from cityclusters.support.models import Agreement, Match, Need
from cityclusters.support.models.choices import HOLDING, MatchState, Reason
from cityclusters.support.needs.states import settle

KIND = "match"
WAITING = choices.WAITING
OPEN = (*WAITING, MatchState.BOTH, MatchState.IN_CONTACT)
NAMES = ("need__organisation__place", "window__offer__organisation__place", "round__opened_by")
ENDED = _("This proposal has ended. Read on its page why, and what comes next.")


def locked(match: Match) -> Match:
    """The match as it is now, with its need, nobody else changing either."""
    Need.objects.select_for_update().get(pk=match.need_id)
    rows = Match.objects.select_for_update(of=("self",)).select_related(*NAMES)
    return rows.get(pk=match.pk)


def answered(match: Match) -> list[str]:
    """The sides that have accepted."""
    given = {sides.NEED: match.need_accepted_at, sides.HOST: match.host_accepted_at}
    return [side for side, at in given.items() if at is not None]


def accept(match: Match, by: Person, side: str = "") -> Match:
    """One side says yes; when both have, the place is held and both get each other's contact. Saying it
    twice changes nothing.

    Raises NotPossible for people who may not act for a side, and for a match that has ended; NoPlaceLeft
    where others hold all places: the match has then lapsed and the next choice is proposed. That stays,
    so do not call this inside a transaction of your own. Raises Busy where so many answer at this moment
    that the database could not be written; nothing is changed then."""
    return patiently(partial(_accept, match, by, side))


def _accept(match: Match, by: Person, side: str) -> Match:
    with transaction.atomic():
        row = locked(match)
        spoken = sides.voice(row, by, side, answered(row))
        if row.state in HOLDING or (row.state == MatchState.ONE and spoken.side in answered(row)):
            return row
        if row.state not in WAITING:
            raise NotPossible(ENDED)
        _say_yes(row, by, spoken)
        is_held = len(answered(row)) == len(sides.BOTH)
        if is_held and not _hold(row):
            refusal: NotPossible | None = places.NoPlaceLeft(places.FULL)
        else:
            refusal = None
            _tell_of_yes(row, by, spoken.side, is_held)
        settle(row.need)
    if refusal is not None:
        raise refusal
    return row


def _say_yes(row: Match, by: Person, spoken: sides.Voice) -> None:
    now = timezone.now()
    if spoken.side == sides.NEED:
        row.need_accepted_by, row.need_accepted_with, row.need_accepted_at = by, spoken.mandate, now
    else:
        row.host_accepted_by, row.host_accepted_with, row.host_accepted_at = by, spoken.mandate, now
    row.state = MatchState.ONE
    row.save()


def _hold(row: Match) -> bool:
    """Takes the place; False where there is none, and then the next choice follows."""
    try:
        with transaction.atomic():  # a refusal lets go of the window's row at once: others wait for it
            places.take(row.window)
    except places.NoPlaceLeft:
        choices.lapse(row, "room", Reason.ROOM)
        choices.follow(row, "all_full")
        return False
    row.state = MatchState.BOTH
    row.save(update_fields=["state"])
    return True


def _tell_of_yes(row: Match, by: Person, side: str, is_held: bool) -> None:
    record(by, "match.accepted", row, organisation=sides.organisation(row, side), side=str(side))
    if not is_held:
        letters.accepted_by_other(row, sides.other(side))
        return
    record(None, "match.both_accepted", row, organisation=row.need.organisation)
    held = Match.objects.filter(need=row.need, state__in=HOLDING).count()
    if held + row.need.found_elsewhere >= row.need.wants:
        choices.end_rest(row.need)
    _open_follow_up(row)
    letters.both(row)


def _owner(row: Match) -> Person | None:
    """Who sees to it that they meet: whoever opened the round, else an officer."""
    opened = row.round.opened_by if row.round else None
    if opened is not None and opened.is_active:
        return opened
    grants = RoleGrant.objects.filter(role=RoleGrant.Role.OFFICER, ended_at=None, person__state="active")
    grant = grants.select_related("person").order_by("pk").first()
    return grant.person if grant else None


def _open_follow_up(row: Match) -> None:
    owner = _owner(row)
    if owner is None:
        return
    guest, host = row.need.organisation, row.window.offer.organisation
    with override(owner.language or settings.LANGUAGE_CODE):
        words = {"guest": pick(guest.names).text, "host": pick(host.names).text}
        title = _now("%(guest)s and %(host)s: ask whether they are in contact") % words
    due = timezone.localdate() + timedelta(days=settings.MATCH_CONTACT_DAYS)
    open_follow_up(KIND, row, title, owner, due, organisation=guest, contact=row.need_accepted_by)


def _drop_follow_up(row: Match, by: Person | None, outcome: str) -> None:
    rows = FollowUp.objects.open().filter(kind=KIND, subject_kind=kind_of(row), subject_id=id_of(row))
    for follow_up in rows.select_related("owner"):
        follow_up.close(by or follow_up.owner, outcome, FollowUp.State.DROPPED)


@transaction.atomic
def take_back(match: Match, by: Person, side: str = "") -> None:
    """A side takes its yes back before the other one has answered. Raises NotPossible afterwards, and for a
    side that has not accepted."""
    row = locked(match)
    mine = [one for one in sides.of_person(row, by) if one in answered(row)]
    spoken = sides.voice(row, by, side or next(iter(mine), ""))
    if row.state != MatchState.ONE or spoken.side not in answered(row):
        raise NotPossible(_("Only a yes that the other side has not answered yet can be taken back."))
    if spoken.side == sides.NEED:
        row.need_accepted_by = row.need_accepted_with = row.need_accepted_at = None
    else:
        row.host_accepted_by = row.host_accepted_with = row.host_accepted_at = None
    row.state = MatchState.PROPOSED
    row.save()
    record(by, "match.taken_back", row, organisation=spoken.mandate.organisation, side=str(spoken.side))
    settle(row.need)


@transaction.atomic
def decline(match: Match, by: Person, reason: str, words: str = "", side: str = "") -> Match | None:
    """A side says no, with a reason; a place that was held is free again, and the next choice of the need is
    proposed, which is given back (None where there is none). The pair is never proposed again.

    Raises NotPossible for people who may not act for a side, for a match that has ended, and for one with a
    signed agreement: that is ended instead."""
    row = locked(match)
    spoken = sides.voice(row, by, side)
    if row.state == MatchState.AGREED:
        raise NotPossible(_("Both sides have signed an agreement: end the agreement instead."))
    if row.state not in OPEN:
        raise NotPossible(ENDED)
    if reason not in Reason.values:
        raise NotPossible(_("Choose a reason."))
    if row.state in HOLDING:
        places.give_back(row.window)
        _end_draft(row, by)
        _drop_follow_up(row, by, str(Reason(reason).label))
    row.state, row.ended_by, row.ended_at = MatchState.DECLINED, by, timezone.now()
    row.ended_for, row.ended_words = reason, words
    row.save()
    where = spoken.mandate.organisation
    record(by, "match.declined", row, organisation=where, side=str(spoken.side), reason=reason)
    letters.declined(row, spoken.side)
    _end_same_pair(row)
    chosen = choices.follow(row, "declined")
    settle(row.need)
    return chosen


def _end_draft(row: Match, by: Person) -> None:
    """A draft of an agreement ends with the match."""
    found = Agreement.objects.select_for_update().filter(match=row, state__in=Agreement.OPEN).first()
    if found is not None:
        found.state, found.ended_at = Agreement.State.ENDED, timezone.now()
        found.save(update_fields=["state", "ended_at"])
        record(by, "agreement.ended", found, organisation=found.need_side)


def _end_same_pair(declined: Match) -> None:
    """Other windows of the same offer are not proposed to this need any more."""
    rows = Match.objects.filter(need=declined.need, window__offer=declined.window.offer)
    for row in rows.filter(state__in=[MatchState.SUGGESTED, *WAITING]).select_related(*NAMES):
        choices.lapse(row, "declined", Reason.OTHER)


@transaction.atomic
def in_contact(match: Match, by: Person) -> None:
    """One of the sides, or an officer, says that the two have spoken. Twice is once. Raises NotPossible
    before both have accepted, and afterwards where it has ended."""
    row = locked(match)
    if not by.is_officer:
        sides.voice(row, by)
    if row.state in (MatchState.IN_CONTACT, MatchState.AGREED):
        return
    if row.state != MatchState.BOTH:
        raise NotPossible(_("Both sides accept first."))
    row.state = MatchState.IN_CONTACT
    row.save(update_fields=["state"])
    record(by, "match.in_contact", row, organisation=row.need.organisation)
    settle(row.need)
