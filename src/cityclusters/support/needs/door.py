"""The door "Help": what one can do here, with a short count of each where the reader may see it."""

from typing import NamedTuple

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from cityclusters.core.http import Request
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.support.models import Agreement, Drive, Match, Need, Offer, Round, Trade
from cityclusters.support.models.choices import MatchState


class Way(NamedTuple):
    """One thing that can be done: its page, a sentence, a count in words ('' where there is none to see), and
    where one begins it oneself."""

    url: str
    title: StrOrPromise
    text: StrOrPromise
    number: str = ""
    begin: str = ""
    begin_words: StrOrPromise = ""


@require_safe
def door(request: Request) -> HttpResponse:
    """Everything of this app, for everybody."""
    reader = request.user
    ways = [_needs(reader), _offers(), _peers(), _trade(reader), _aid(), _rounds(reader)]
    if is_officer(reader):
        ways.append(_all_matches())
    if reader.is_authenticated and (not is_officer(reader) or focal_organisations(reader)):
        ways.append(_matches(reader))
    ways.append(_agreements())
    return render(request, "support/door.html", {"ways": ways})


def _needs(reader: Reader) -> Way:
    count = ""
    if reader.is_authenticated:
        number = Need.objects.visible_to(reader).open().count()
        count = ngettext("%(number)d open need", "%(number)d open needs", number) % {"number": number}
    return Way(
        reverse("support:needs"), _("Needs"),
        _("Say what your city wants to learn or get. A host that has room is looked for in each round."),
        count, reverse("support:need-new"), _("State a need"),
    )  # fmt: skip


def _offers() -> Way:
    number = Offer.objects.shown().count()
    return Way(
        reverse("support:offers"), _("Offers"),
        _("Say what your city can show or teach, and how many places it has, when."),
        ngettext("%(number)d offer", "%(number)d offers", number) % {"number": number},
        reverse("support:offer-new"), _("Make an offer"),
    )  # fmt: skip


def _peers() -> Way:
    text = _("Find cities that are near, of a like income and culture, of your size, with your themes.")
    return Way(reverse("support:peers"), _("Cities like mine"), text)


def _trade(reader: Reader) -> Way:
    number = Trade.objects.visible_to(reader).count()
    return Way(
        reverse("support:trades"), _("Producers and processors"),
        _("Who has a product to sell, and who looks for it: volume, season, standard."),
        ngettext("%(number)d entry", "%(number)d entries", number) % {"number": number},
    )  # fmt: skip


def _aid() -> Way:
    number = Drive.objects.count()
    return Way(
        reverse("support:aid"), _("Goods, people, money"),
        _("What was asked for, pledged, sent and received, and what is still needed."),
        ngettext("%(number)d appeal", "%(number)d appeals", number) % {"number": number} if number else "",
    )  # fmt: skip


def _rounds(reader: Reader) -> Way:
    rows = Round.objects.visible_to(reader)
    if is_officer(reader):
        number = rows.filter(state=Round.State.OPEN).count()
        words = ngettext("%(number)d round in preparation", "%(number)d rounds in preparation", number)
    else:
        number = rows.count()
        words = ngettext("%(number)d published round", "%(number)d published rounds", number)
    return Way(
        reverse("support:rounds"), _("Rounds of matching"),
        _("In a round, the needs of many cities meet the hosts that have room."),
        words % {"number": number}, reverse("support:round-how"), _("How the matching decides"),
    )  # fmt: skip


def _all_matches() -> Way:
    number = Match.objects.alive().count()
    return Way(
        reverse("support:matches-all"), _("All matches"),
        _("What the rounds proposed to cities and hosts, and how both sides have answered."),
        ngettext("%(number)d match", "%(number)d matches", number) % {"number": number},
    )  # fmt: skip


def _agreements() -> Way:
    number = Agreement.objects.public().count()
    return Way(
        reverse("support:agreements"), _("Agreements"),
        _("What cities and their hosts have agreed and signed."),
        ngettext("%(number)d signed agreement", "%(number)d signed agreements", number) % {"number": number},
    )  # fmt: skip


def _matches(reader: Reader) -> Way:
    own = focal_organisations(reader)
    mine = Q(need__organisation__in=own) | Q(window__offer__organisation__in=own)
    proposed = Match.objects.alive().filter(mine).exclude(state=MatchState.SUGGESTED)
    number = proposed.count()
    return Way(
        reverse("support:matches"), _("My matches"),
        _("Hosts proposed to your organisation, and cities proposed to you as a host. Both sides answer."),
        ngettext("%(number)d match", "%(number)d matches", number) % {"number": number},
    )  # fmt: skip
