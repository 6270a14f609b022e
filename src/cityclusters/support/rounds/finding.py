"""Which hosts a broker's form offers: those that she searches, and those that matter for a need."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.places.folding import fold
from cityclusters.support.models import Choice, Need, Offer, Outcome, Round, Run, Window
from cityclusters.support.offers.confirming import confirmed_for
from cityclusters.support.rounds import demand, rows, words
from cityclusters.support.rounds.forms import TrialForm
from cityclusters.support.rounds.rows import last_run

MOST = 20
FULLEST = 8


@dataclass(slots=True)
class Asked:
    """What the address of the trial's page asks for, and what it offers."""

    q: str
    need: str
    offer: str
    windows: list[Window]
    unconfirmed: list[Offer]
    last: Run | None
    taken: dict[int, int]
    """By a window's key how many of its places the last calculation, and earlier matches, have given."""
    has_more: bool
    """Whether the round has other windows, which a search finds."""


def asked(request: PersonRequest, round_: Round) -> Asked:
    """The windows that were searched (?q=) or named (?window=), else those that are full or most asked for in
    the last calculation; hosts that have not confirmed."""
    sent = {name: sent_id(request.GET.get(name)) for name in ("need", "offer", "window")}
    q = request.GET.get("q", "")[:100]
    typed = {name.removeprefix("window_") for name in request.POST if name.startswith("window_")}
    names = {sent_id(name) for name in typed} | {sent["window"]}
    last = last_run(round_)
    given = _given(last)
    windows, number = _windows(round_, given, q, names - {""})
    taken = {row.pk: min(row.slots, row.held + given[row.pk]) for row in windows}
    need = _known(Need.objects.all(), sent["need"])
    offer = _known(Offer.objects.all(), sent["offer"])
    late = list(rows.unconfirmed(round_)[:MOST])
    return Asked(q, need, offer, windows, late, last, taken, number > len(windows))


def _given(last: Run | None) -> Counter[int]:
    """How many places of each window the run gives to cities that do not hold them yet; one query."""
    if last is None:
        return Counter()
    choices = Choice.objects.filter(run=last, rank=1).order_by().values_list("window", "flags")
    return Counter(window for window, flags in choices if "accepted" not in flags)


def _known(records: QuerySet[Any], public_id: str) -> str:
    """The public id, where one of the records has it."""
    return public_id if public_id and records.filter(public_id=public_id).exists() else ""


def _confirmed(round_: Round) -> QuerySet[Window]:
    return Window.objects.filter(offer__in=confirmed_for(round_.opened_at), ends__gte=timezone.localdate())


def _windows(round_: Round, given: Mapping[int, int], q: str, names: set[str]) -> tuple[list[Window], int]:
    """Of a search the first twenty, where nothing is asked those that are short; and how many there are."""
    found = _confirmed(round_).select_related("offer__organisation", "offer__place")
    found = found.order_by("offer__place__name", "pk")
    if names:
        return list(found.filter(public_id__in=names)[: 2 * MOST]), found.count()
    order = {key: at for at, key in enumerate(_shortest(round_, given))}
    if q.strip():
        chosen = list(found.filter(_host_called(q, "offer__"))[:MOST])
    else:
        chosen = list(found.filter(pk__in=list(order)[:FULLEST]))
    return sorted(chosen, key=lambda window: order.get(window.pk, len(order))), len(order)


def _shortest(round_: Round, given: Mapping[int, int]) -> list[int]:
    """The keys of all windows of the round: those that are full in the last calculation first, of these those
    whose country and form most needs ask for; plenty of free places last. Three queries."""
    pairs = demand.wished(round_).pairs
    columns = ("pk", "slots", "held", "offer__place__country", "modality")
    found = []
    for key, slots, held, country, form in _confirmed(round_).order_by("pk").values_list(*columns):
        left = max(0, slots - held - given.get(key, 0))
        found.append((left > 0, -pairs[country, form], left, key))
    return [key for *_rank, key in sorted(found)]


def _host_called(q: str, path: str) -> Q:
    """Offers whose title or city has the words."""
    found = Q()
    for word in fold(q).split()[:8]:
        found &= Q(**{f"{path}title__icontains": word}) | Q(**{f"{path}place__folded__contains": word})
    return found


def pair(form: TrialForm) -> tuple[str, str] | None:
    """City and host that a trial sets together, by name; None where it sets none."""
    need, offer = sent_id(form["need"].value()), sent_id(form["offer"].value())
    if not need or not offer:
        return None
    row = Need.objects.select_related("place").filter(public_id=need).first()
    host = Offer.objects.select_related("organisation", "place").filter(public_id=offer).first()
    return (row.place.label(), words.host_name(host)) if row and host else None


def offers_for(request: PersonRequest, round_: Round, need: Need) -> list[Offer]:
    """The offers that a broker may set together with a need, or apart: those that were searched, named in the
    address or chosen in the form, else those of the last run for it."""
    names = {sent_id(request.GET.get("offer")), sent_id(request.POST.get("offer"))} - {""}
    q = request.GET.get("q", "")[:100]
    open_ones = Offer.objects.open().select_related("organisation", "place")
    open_ones = open_ones.exclude(organisation=need.organisation).order_by("place__name", "pk")
    searched = _host_called(q, "") if q.strip() else Q(pk__in=_near(round_, need))
    return list(open_ones.filter(searched | Q(public_id__in=names))[:MOST])


def _near(round_: Round, need: Need) -> list[int]:
    """Keys of the offers that the last run proposed to the need or gave reasons for."""
    last = last_run(round_)
    if last is None:
        return []
    keys = set(Choice.objects.filter(run=last, need=need).values_list("window__offer", flat=True))
    lines = Outcome.objects.filter(run=last, need=need).values_list("why_not", flat=True).first() or []
    named = [line["offer"] for line in lines if line["offer"]]
    return [*keys, *Window.objects.filter(public_id__in=named).values_list("offer", flat=True)]
