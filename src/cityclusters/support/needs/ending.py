"""How a need ends and goes on: withdrawn, refused by its organisation, expired, renewed, met, met in part
(rules MA9, MA10); and who may read it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.models import Need
from cityclusters.support.models.choices import HOLDING, MatchState, NeedState, ShownTo
from cityclusters.support.models.need import OPEN
from cityclusters.support.needs import letters, rules
from cityclusters.support.needs.states import settle
from cityclusters.support.needs.writing import locked

LONGEST_REASON = 300
WAITING = (MatchState.SUGGESTED, MatchState.PROPOSED, MatchState.ONE)  # matches that hold no place


@transaction.atomic
def withdraw(need: Need, by: Person, reason: str) -> None:
    """Takes it back, with the reason: it is in no round any more, and proposals that wait for an answer
    lapse. Twice changes nothing.

    Raises NotPossible without a reason, for somebody who may not, and once a host was accepted."""
    row = locked(need)
    if row.state == NeedState.WITHDRAWN:
        return
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise NotPossible(_("Say why: others may have begun to think about it."))
    if row.state in rules.HOSTED:
        raise NotPossible(_("A host was accepted already. End that on the page of the match first."))
    if not rules.may_withdraw(by, row):
        raise NotPossible(_("This need has ended already, or you don't act for its organisation."))
    take_back(row, by, words)
    need.refresh_from_db()


def take_back(row: Need, by: Person | None, reason: str) -> None:
    """Withdraws a locked row in the caller's transaction, whoever asks for it."""
    _end(row, NeedState.WITHDRAWN, reason)
    _let_go(row, by, reason)
    record(by, "support_need.withdrawn", row, organisation=row.organisation, reason=reason)


def _end(row: Need, state: NeedState, reason: str = "") -> None:
    row.state, row.ended_at, row.end_reason = state, timezone.now(), reason
    row.save(update_fields=["state", "ended_at", "end_reason"])


def _let_go(row: Need, by: Person | None, reason: str) -> None:
    """Ends the matches that hold no place; hosts that were asked are told. `reason` is a message, said in the
    language of each reader, or somebody's own words."""
    waiting = row.matches.filter(state__in=WAITING).select_related("window__offer__organisation")
    for match in waiting:
        if match.state != MatchState.SUGGESTED:
            letters.tell_host(match, reason)
        match.state, match.ended_by, match.ended_at = MatchState.LAPSED, by, timezone.now()
        match.save(update_fields=["state", "ended_by", "ended_at"])


@transaction.atomic
def refuse(need: Need, by: Person, reason: str) -> None:
    """The organisation does not stand behind what somebody wrote: it goes back to its author as a draft,
    with the reason.

    Raises NotPossible without a reason, and where no signature is asked for."""
    row = locked(need)
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise NotPossible(_("Say why, so that the author knows what to change."))
    if not rules.may_refuse(by, row):
        raise NotPossible(_("Nobody waits for your signature here any more."))
    row.asked_at, row.end_reason = None, words
    row.save(update_fields=["asked_at", "end_reason"])
    record(by, "support_need.refused", row, organisation=row.organisation, reason=words)
    letters.tell_author(row, "need_refused")
    need.refresh_from_db()


@transaction.atomic
def renew(need: Need, by: Person) -> None:
    """Another twelve months from today; an expired one is open again (rule MA10).

    Raises NotPossible for somebody who does not act for the organisation, or long before it ends."""
    row = locked(need)
    if not rules.may_renew(by, row):
        raise NotPossible(
            _("A need can be renewed in its last two months, by who acts for the organisation.")
        )
    row.state = NeedState.OPEN if row.state == NeedState.EXPIRED else row.state
    row.expires_on = timezone.localdate() + timedelta(days=settings.NEED_OPEN_DAYS)
    row.reminded, row.ended_at, row.end_reason = 0, None, ""
    row.save(update_fields=["state", "expires_on", "reminded", "ended_at", "end_reason"])
    settle(row)
    record(by, "support_need.renewed", row, organisation=row.organisation, until=row.expires_on)
    need.refresh_from_db()


@transaction.atomic
def count_hosts(need: Need, by: Person, hosts: int) -> None:
    """The organisation says how many hosts it has got in all: with those it wanted it is met, or will be when
    the work with them is done; with fewer the rest stays open (rule MA9).

    Raises NotPossible for fewer than accepted here, and for somebody who may not."""
    row = locked(need)
    if not rules.may_count_hosts(by, row):
        raise NotPossible(_("This need has ended already, or you don't act for its organisation."))
    held = row.matches.filter(state__in=HOLDING).count()
    if hosts < held:
        raise NotPossible(_("%(number)s hosts were accepted here already.") % {"number": held})
    row.found_elsewhere = max(0, min(hosts, row.wants) - held)
    row.ended_at = None
    row.save(update_fields=["found_elsewhere", "ended_at"])
    settle(row)
    if row.state == NeedState.MET:
        _end(row, NeedState.MET)
        _let_go(row, by, gettext_noop("The city has found its hosts."))
    record(by, "support_need.hosts_counted", row, organisation=row.organisation, hosts=hosts)
    need.refresh_from_db()


@transaction.atomic
def show_to(need: Need, by: Person, who: str) -> None:
    """Changes who may read it. Raises NotPossible for somebody who may not say so."""
    row = locked(need)
    if not rules.may_show(by, row):
        raise NotPossible(_("You can't change who may read this need."))
    if row.shown_to != who:
        row.shown_to = ShownTo(who)
        row.save(update_fields=["shown_to"])
        record(by, "support_need.shown", row, organisation=row.organisation, shown_to=who)
    need.refresh_from_db()


def keep_out(row: Need, by: Person | None) -> None:
    """Keeps it out of rounds, in the caller's transaction."""
    row.kept_out_at = timezone.now()
    row.save(update_fields=["kept_out_at"])
    record(by, "support_need.kept_out", row, organisation=row.organisation)


@transaction.atomic
def take_in(need: Need, by: Person) -> None:
    """Puts it back into the rounds. Raises NotPossible for somebody who may not."""
    row = locked(need)
    if not rules.may_take_in(by, row):
        raise NotPossible(_("Only somebody who acts for the organisation can do this, while it is open."))
    row.kept_out_at = None
    row.save(update_fields=["kept_out_at"])
    record(by, "support_need.taken_in", row, organisation=row.organisation)
    need.refresh_from_db()


@transaction.atomic
def expire(need: Need, today: date) -> None:
    """Its last day has passed (rule MA10): expired, whoever was proposed; its focal points are told."""
    row = locked(need)
    if row.state not in OPEN or row.expires_on is None or row.expires_on >= today:
        return
    _end(row, NeedState.EXPIRED)
    _let_go(row, None, gettext_noop("It was not renewed after twelve months."))
    record(None, "support_need.expired", row, organisation=row.organisation)
    letters.tell_ending(row, "need_expired", row.expires_on)


@transaction.atomic
def warn(need: Need, days: int) -> None:
    """Writes that it ends within `days` days; once for each last day."""
    row = locked(need)
    if row.expires_on is None or (row.reminded and row.reminded <= days):
        return
    row.reminded = days
    row.save(update_fields=["reminded"])
    letters.tell_ending(row, "need_ending", row.expires_on, days)
