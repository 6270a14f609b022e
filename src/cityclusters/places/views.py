"""Pages about countries and places, and the suggestions under a search box."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from cityclusters.places.models import Place

MOST_SUGGESTIONS = 10


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """?q=words&country=XX → [{"id", "label"}], at most ten, for the box of a PlaceField."""
    found = Place.objects.search(
        request.GET.get("q", ""), request.GET.get("country", "")[:2].upper(), MOST_SUGGESTIONS
    )
    return JsonResponse([{"id": place.public_id, "label": place.label()} for place in found], safe=False)
