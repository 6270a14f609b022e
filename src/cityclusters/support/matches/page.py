"""What the page of one match shows, and the list of a person's matches."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.matches import acts, choices, letters, sides
from cityclusters.support.models import Agreement, Match, Unserved
from cityclusters.support.models.choices import HOLDING, MatchState
from cityclusters.support.words import fit

NAMES = (
    "need__organisation", "need__place", "window__offer__organisation", "window__offer__place", "round",
    "need_accepted_by", "need_accepted_with", "host_accepted_by", "host_accepted_with",
)  # fmt: skip
FIRST, GOING, OTHERS, OVER = range(4)
OF_ONE_SIDE = {
    "agreement.shown": _("%(organisation)s agrees to show everybody what is agreed"),
    "agreement.hidden": _("%(organisation)s hides what is agreed"),
}


class Event(NamedTuple):
    """One line of the history: never who did it, only for which organisation."""

    at: Any
    words: str
    organisation: Any


def mine(person: Person, side: str = "") -> "QuerySet[Match]":
    """Her matches as the city that asks ('need'), as host ('host') or both; first those that wait for her
    answer, then those that go on, then those that wait for others, then what has ended. Further choices that
    were never proposed are not among them."""
    own = focal_organisations(person)
    asks, hosts = Q(need__organisation__in=own), Q(window__offer__organisation__in=own)
    chosen = {"need": asks, "host": hosts}.get(side, asks | hosts)
    waits = Q(state__in=acts.WAITING, answer_by__gte=timezone.localdate())
    unanswered = (asks & Q(need_accepted_at=None)) | (hosts & Q(host_accepted_at=None))
    order = Case(
        When(waits & unanswered, then=Value(FIRST)),
        When(state__in=HOLDING, then=Value(GOING)),
        When(state__in=acts.WAITING, then=Value(OTHERS)),
        default=Value(OVER),
        output_field=IntegerField(),
    )
    rows = Match.objects.filter(chosen, proposed_at__isnull=False).exclude(state=MatchState.SUGGESTED)
    return rows.annotate(turn=order).select_related(*NAMES).order_by("turn", "answer_by", "-pk")


def history(subject: Match | Agreement) -> list[Event]:
    """What happened, the oldest first; one query."""
    rows = Entry.objects.about(subject).select_related("organisation").order_by("at", "pk")
    return [_event(row) for row in rows[:100]]


def _event(row: Entry) -> Event:
    """Who shows or hides the text is one side: the line names it."""
    if row.organisation is None or row.act not in OF_ONE_SIDE:
        return Event(row.at, row.act_label, row.organisation)
    name = pick(row.organisation.names).text
    return Event(row.at, str(OF_ONE_SIDE[row.act] % {"organisation": name}), None)


def context(match: Match, reader: Person) -> dict[str, Any]:
    """Everything that the page of a match needs."""
    own = sides.of_person(match, reader)
    given = acts.answered(match)
    waits = match.state in acts.WAITING
    to_answer = [side for side in own if side not in given] if waits else []
    agreement = Agreement.objects.filter(match=match).first()
    return {
        "match": match,
        "need": match.need,
        "offer": match.window.offer,
        "window": match.window,
        "need_changed": _changed_since(match),
        "fit": fit(match.score, match.parts),
        "to_answer": to_answer,
        "after": choices.after(match) if to_answer else None,
        "to_take_back": [side for side in own if side in given] if match.state == MatchState.ONE else [],
        "may_decline": bool(own) and match.state in acts.OPEN,
        "own": own,
        "contacts": [
            found for side in own if (found := letters.contact(match, sides.other(side))) is not None
        ],
        "agreement": agreement,
        "holds": match.state in HOLDING,
        "waits": waits,
        "unserved": _unserved(match) if sides.NEED in own else None,
        "history": history(match),
    }


def _changed_since(match: Match) -> datetime | None:
    """When the need was changed after it was proposed, as long as the proposal goes on."""
    changed, proposed = match.need.changed_at, match.proposed_at
    if changed is None or proposed is None or match.state not in (*HOLDING, *acts.WAITING):
        return None
    return changed if changed > proposed else None


def _unserved(match: Match) -> Unserved | None:
    """After the end of a match: why the city waits, and until when."""
    if match.state in (*HOLDING, *acts.WAITING) or match.round_id is None:
        return None
    rows = Unserved.objects.filter(need=match.need_id, round=match.round_id)
    return rows.filter(next_on__gte=timezone.localdate()).first()
