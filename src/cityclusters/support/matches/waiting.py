"""What of matches and agreements waits for a person: to answer, to clear, to sign."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.matches import acts, sides
from cityclusters.support.models import Agreement, Assent, Match

SHOWN = 50


def items(person: Person) -> list[WaitingItem]:
    """Three queries, however much there is."""
    mine = focal_organisations(person)
    return [*_matches(mine), *_agreements(mine)] if mine else []


def _matches(mine: frozenset[int]) -> list[WaitingItem]:
    today, found = timezone.localdate(), []
    asks = Q(need__organisation__in=mine, need_accepted_at=None)
    hosts = Q(window__offer__organisation__in=mine, host_accepted_at=None)
    rows = Match.objects.filter(asks | hosts, state__in=acts.WAITING, answer_by__gte=today)
    for row in rows.select_related("need").order_by("answer_by", "pk")[:SHOWN]:
        title = _("Accept or decline a proposed match: %(title)s") % {"title": row.need}
        light = light_of(row.answer_by, today)
        found.append(WaitingItem(_("Match"), title, row.get_absolute_url(), row.answer_by, light))
    return found


def _agreements(mine: frozenset[int]) -> list[WaitingItem]:
    """Those that the other side has cleared, and those that are to be signed."""
    rows = Agreement.objects.of_sides(mine).filter(state=Agreement.State.CLEARANCE)
    found = []
    for row in rows.prefetch_related("assents").order_by("made_at", "pk")[:SHOWN]:
        now = [given for given in row.assents.all() if given.text_number == row.text_number]
        words = _words(row, mine, now)
        if words:
            found.append(WaitingItem(_("Agreement"), words, row.get_absolute_url(), None, "yellow"))
    return found


def _words(row: Agreement, mine: frozenset[int], now: Iterable[Assent]) -> str:
    done: dict[str, set[str]] = {Assent.Step.CLEAR: set(), Assent.Step.SIGN: set()}
    for given in now:
        done[given.step].add(given.side)
    keys = {sides.NEED: row.need_side_id, sides.HOST: row.host_side_id}
    own = {str(side) for side, key in keys.items() if key in mine}
    if own - done[Assent.Step.CLEAR]:
        return _("Clear the text of an agreement: %(title)s") % {"title": row}
    if len(done[Assent.Step.CLEAR]) == len(sides.BOTH) and own - done[Assent.Step.SIGN]:
        return _("Sign an agreement: %(title)s") % {"title": row}
    return ""
