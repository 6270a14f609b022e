"""Signing in by a code, and in the demo as one of the cast."""

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.account.views import signup as library_signup
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.core.views import safe_next
from cityclusters.people.models import Person

MOST_OF_CAST = 22


def cast() -> "QuerySet[Person]":
    """The demo's cast: the first people at addresses that lead nowhere (.example), or those whom the setting
    names, where it names any. Nobody outside the demo."""
    if not settings.DEMO:
        return Person.objects.none()
    people = Person.objects.filter(email__endswith=".example", state__in=["active", "invited"])
    if settings.DEMO_CAST:
        people = people.filter(email__in=settings.DEMO_CAST)
    return people.order_by("pk")[:MOST_OF_CAST]


login = LoginView.as_view(extra_context={"cast": cast})


def sign_up(request: Request) -> HttpResponse:
    """The first page of signing up, kept whole or not at all.

    Pressed twice in the same instant, the second press meets the address that the first has just taken: it
    is looked at once more, and gets the answer for an address in use."""
    whole = transaction.atomic(library_signup)
    try:
        answer: HttpResponse = whole(request)
    except IntegrityError:
        answer = whole(request)
    return answer


@require_POST
def demo_sign_in(request: Request) -> HttpResponse:
    """Signs in as one of the cast at one click; does not exist outside the demo."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(
        Person, public_id=sent_id(request.POST.get("person")), email__endswith=".example"
    )
    if not person.is_active:
        raise Http404
    get_adapter().login(request, person)
    return redirect(safe_next(request, settings.LOGIN_REDIRECT_URL))
