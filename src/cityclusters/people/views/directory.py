"""The directory of organisations: list, suggestions, one organisation."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.paging import paged
from cityclusters.people.fields import label
from cityclusters.people.forms.directory import DirectoryForm
from cityclusters.people.models import Organisation, Person

MOST_SUGGESTIONS = 8


def reader(request: Request) -> Person | None:
    """Who reads the page: a person, or None for a visitor."""
    return request.user if isinstance(request.user, Person) else None


@require_safe
def organisations(request: Request) -> HttpResponse:
    """All the organisations the reader may see, by name, kind and country."""
    form = DirectoryForm(request.GET)
    rows = form.chosen(Organisation.objects.visible_to(reader(request)))
    return render(request, "people/organisations.html", {"form": form, "page": paged(request, rows)})


@require_safe
def suggest(request: Request) -> JsonResponse:
    """Organisations for a search box: [{id, label}], at most 8, none for fewer than 2 letters."""
    words = request.GET.get("q", "")[:200].strip()
    if len(words) < 2:
        return JsonResponse({"results": []})
    rows = Organisation.objects.visible_to(reader(request)).search(words).select_related("place__country")
    found = rows.order_by("state", "pk")[:MOST_SUGGESTIONS]
    return JsonResponse({"results": [{"id": row.public_id, "label": label(row)} for row in found]})


@require_safe
def organisation(request: Request, public_id: str) -> HttpResponse:
    """One organisation; an address of a merged one leads to the one it was merged into."""
    merged = Organisation.objects.filter(public_id=public_id, state="merged").first()
    if merged is not None and merged.merged_into is not None:
        return redirect(merged.merged_into, permanent=True)
    row = get_object_or_404(Organisation.objects.visible_to(reader(request)), public_id=public_id)
    return render(request, "people/organisation.html", {"organisation": row})
