"""The page of results, and suggestions as one types."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.places.throttle import Throttle
from cityclusters.search.finding import LONGEST, Asked, Found, find, open_page
from cityclusters.search.results import Labels, facets_in, narrowing, shown
from cityclusters.search.suggestions import suggestions

ORDERS = ("fit", "date")
SUGGESTIONS_LAST = 60  # seconds for which a browser may keep them
SECONDS = 60
# A hall full of delegates may share one address; whoever signed in is counted by herself.
by_address, by_person = Throttle(most=300, seconds=SECONDS), Throttle(most=90, seconds=SECONDS)
SUGGESTION_SECONDS = 10
suggestions_by_address = Throttle(most=300, seconds=SUGGESTION_SECONDS)
suggestions_by_person = Throttle(most=60, seconds=SUGGESTION_SECONDS)


def _allowed(request: Request, address: Throttle, person: Throttle) -> bool:
    """Whether she may ask once more; visitors are counted by their address."""
    if request.user.is_authenticated:
        return person.allows(str(request.user.pk))
    return address.allows(str(get_adapter().get_client_ip(request)))


def _asked(request: HttpRequest) -> tuple[Asked, list[tuple[str, str]]]:
    """What the address asks, and its parts in order."""
    query = [(name, value) for name, values in request.GET.lists() for value in values]
    text = " ".join(request.GET.get("q", "")[:LONGEST].replace("\0", " ").split())
    order = request.GET.get("order", "")
    literally = request.GET.get("exact") == "1"
    return Asked(text, facets_in(query), order if order in ORDERS else "fit", literally), query


@require_safe
def search(request: Request) -> HttpResponse:
    """The things that fit the question and that the reader may see, with ways to narrow them. 429 for who
    asks more often than people read."""
    asked, query = _asked(request)
    if asked.text and not _allowed(request, by_address, by_person):
        answer = render(request, "429.html", status=429)
        answer.headers["Retry-After"] = str(SECONDS)
        return answer
    found = find(asked, request.user, (get_language() or "en")[:2])
    page = open_page(found, request.GET.get("page", "1")[:6], request.user)
    labels = Labels(found)
    context = {
        "asked": asked,
        "found": found,
        "results": shown(found, list(page)),
        "page": page,
        "facets": narrowing(found, labels, query),
        "places": labels.named,
        **_links(found, query),
    }
    return render(request, "search/search.html", context)


def _links(found: Found, query: list[tuple[str, str]]) -> dict[str, object]:
    """What the form keeps, and what the question was taken for."""
    corrections = found.understood.corrections if found.understood else []
    meant = found.asked.text
    for one in corrections:
        meant = " ".join(one.meant if word.casefold() == one.typed else word for word in meant.split(" "))
    kept = [(name, value) for name, value in query if name not in ("q", "page", "order", "exact")]
    return {"corrections": corrections, "meant": meant, "kept": kept}


@require_safe
def suggest(request: Request) -> HttpResponse:
    """?q=words → [{"id", "label"}], at most eight titles. 429 with an empty list for who asks more often than
    people type."""
    if not _allowed(request, suggestions_by_address, suggestions_by_person):
        wait = {"Retry-After": str(SUGGESTION_SECONDS)}
        return JsonResponse([], safe=False, status=429, headers=wait)
    text = request.GET.get("q", "")[:LONGEST].replace("\0", " ")
    found = suggestions(text, request.user, (get_language() or "en")[:2])
    answer = JsonResponse([{"id": key, "label": title} for key, title in found], safe=False)
    answer.headers["Cache-Control"] = f"private, max-age={SUGGESTIONS_LAST}"
    answer.headers["Vary"] = "Cookie, Accept-Language"
    return answer
