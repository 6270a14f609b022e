"""Offers for everybody: the list, one offer, the spreadsheet."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations, is_officer
from cityclusters.practices.models import Practice
from cityclusters.support.models import Offer
from cityclusters.support.models.offer import OVER
from cityclusters.support.offers import reading, rules, states, windows
from cityclusters.support.offers.forms import FilterForm

FEED = "api:offers.atom"
PER_PAGE = 12
MOST_LINES = 5000  # offers in one spreadsheet
WHOSE = ("own", "check")


def seen(request: Request, public_id: str) -> Offer:
    """The offer. Raises Http404 for one that does not exist and, alike, for one she may not see."""
    rows = Offer.objects.visible_to(request.user).select_related("organisation", "place__country", "author")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def own(request: PersonRequest, public_id: str) -> Offer:
    """The offer for its host. Raises Http404 for anybody else."""
    found = seen(request, public_id)
    if not rules.is_host(request.user, found):
        raise Http404
    return found


@require_safe
def listing(request: Request) -> HttpResponseBase:
    """What is open or full; the host's own; for officers what waits for a check."""
    whose = request.GET.get("whose", "")
    if whose not in WHOSE or not (rules.may_offer(request.user) or is_officer(request.user)):
        whose = ""
    rows = Offer.objects.shown()
    if whose == "own":
        rows = Offer.objects.filter(organisation__in=focal_organisations(request.user))
    elif whose == "check":
        rows = Offer.objects.to_verify() if is_officer(request.user) else Offer.objects.none()
    form = FilterForm(request.GET)
    rows = reading.with_windows(form.chosen(rows))
    if request.GET.get("format") == "xlsx":
        return xlsx_response("offers", [reading.table(reading.with_practices(rows)[:MOST_LINES])])
    page = paged(request, rows, PER_PAGE)
    context = {
        "form": form,
        "kept": form.asked,
        "whose": whose,
        "page": page,
        "cards": reading.cards(page.object_list),
        "may_offer": rules.may_offer(request.user),
        "is_officer": is_officer(request.user),
        "feed": reverse(FEED),
    }
    return render(request, "support/offers.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """One offer with its room and, for its host, what to do next."""
    return page(request, seen(request, public_id))


def page(request: Request, offer: Offer, **more: object) -> HttpResponse:
    """The page of an offer; `more` puts a refused form onto it."""
    host = rules.is_host(request.user, offer)
    context = {
        "offer": offer,
        "windows": [(row, reading.form_name(row.modality)) for row in windows.shown(offer)],
        "themes": offer.themes.all(),
        "practices": Practice.objects.published().filter(pk__in=offer.practices.values("pk")),
        "host": host,
        "over": offer.state in OVER,
        "officer": is_officer(request.user),
        "may_verify": offer.waits_for_check and rules.may_verify(request.user, offer),
        "lacks": states.missing(offer) if host and not offer.waits_for_check else [],
        "member": isinstance(request.user, Person),
        **more,
    }
    context["practices"] = context["practices"].select_related("version").order_by("pk")  # type: ignore[attr-defined]
    return render(request, "support/offer.html", context)
