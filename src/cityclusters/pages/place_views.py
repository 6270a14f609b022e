"""Keeping the list of places: adding one that is missing, saying what kind it is, making one of two."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.journal.once import one_act
from cityclusters.pages import place_services as services
from cityclusters.people.rules import may_keep_places
from cityclusters.places.forms import AddPlaceForm, KindForm, MergeForm
from cityclusters.places.keeping import CannotMerge, records_at
from cityclusters.places.models import Place

BOTH = ["GET", "HEAD", "POST"]


def _active(public_id: str) -> Place:
    return get_object_or_404(Place.objects.active().select_related("country", "parent"), public_id=public_id)


@only(may_keep_places)
@require_http_methods(BOTH)
@one_act
def new(request: PersonRequest) -> HttpResponse:
    """Adds a place; asks back where one of that name or on that spot is known."""
    posted = request.POST if request.method == "POST" else None
    form = AddPlaceForm(posted, initial={"name": request.GET.get("name", "")[:200]})
    if form.is_bound and form.is_valid():
        place = services.add_place(request.user, form.names(), form.values())
        messages.success(request, _("The place has been added."))
        if place.population and not place.population_is_sourced:
            messages.warning(request, _("Its population has no year or no source yet."))
        return redirect(place)
    return render(request, "pages/place_new.html", {"form": form})


@only(may_keep_places)
@require_http_methods(BOTH)
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """The kind of a place, and what it is a part of."""
    place = _active(public_id)
    form = KindForm(request.POST if request.method == "POST" else None, instance=place)
    if form.is_bound and form.is_valid():
        services.change_place(request.user, form.save(commit=False), form.changed_data)
        messages.success(request, _("Saved."))
        return redirect(place)
    return render(request, "pages/place_edit.html", {"form": form, "place": place})


@only(may_keep_places)
@require_http_methods(BOTH)
def merge(request: PersonRequest, public_id: str) -> HttpResponse:
    """Makes one of two, after a page that shows both; the old address leads to the one that stays."""
    place = _active(public_id)
    form = MergeForm(request.POST if request.method == "POST" else None, duplicate=place)
    context = {"form": form, "place": place}
    if not (form.is_bound and form.is_valid()):
        return render(request, "pages/place_merge.html", context)
    into: Place = form.cleaned_data["into"]
    if "sure" not in request.POST:
        counted = {"into": into, "records": records_at(place)}
        return render(request, "pages/place_merge_sure.html", {**context, **counted})
    try:
        moved = services.merge_places(request.user, place, into)
    except CannotMerge:
        form.add_error("into", _("These two were merged already."))
        return render(request, "pages/place_merge.html", context)
    done = ngettext(
        "One place now; %(number)d record moved.", "One place now; %(number)d records moved.", moved
    )
    messages.success(request, done % {"number": moved})
    return redirect(into)
