"""The home page and the programme's own page: what the platform is for and what is happening now."""

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.exchanges.models import Exchange, Partner, Publication, Registration
from cityclusters.people.models import Organisation
from cityclusters.practices.cards import read_by
from cityclusters.practices.models import Practice
from cityclusters.questions.models import ConsolidatedReply
from cityclusters.spaces.models import Space

COMING = (Exchange.State.PLANNED, Exchange.State.OPEN, Exchange.State.RUNNING)
PAST = (Exchange.State.DONE, Exchange.State.REPORTED)
SHOWN = 3


def _with_first_day(request: Request, states: tuple[str, ...]) -> QuerySet[Exchange]:
    exchanges = Exchange.objects.visible_to(request.user).filter(state__in=states)
    return exchanges.annotate(first=Min("sessions__start")).select_related("organiser")


@require_safe
def home(request: Request) -> HttpResponse:
    """The five doors, what comes next, what has just ended, what was shared and asked, and the spaces."""
    published = Publication.objects.values("space").annotate(number=Count("exchange"))
    numbers = {row["space"]: row["number"] for row in published}
    members = Count("memberships", filter=Q(memberships__left_at=None))
    spaces = list(Space.objects.annotate(members=members))
    newest = Practice.objects.published().select_related("version").order_by("-published_at", "-pk")
    replies = ConsolidatedReply.objects.published().filter(question__visibility="public")
    context = {
        "coming": _with_first_day(request, COMING).order_by("first")[:SHOWN],
        "past": _with_first_day(request, PAST).order_by("-first")[:SHOWN],
        "practices": read_by(list(newest[:SHOWN])),
        "replies": replies.select_related("question__space")[:SHOWN],
        "spaces": [(space, numbers.get(space.pk, 0)) for space in spaces],
        "now": timezone.now(),
    }
    return render(request, "pages/home.html", context)


@require_safe
def about(request: Request) -> HttpResponse:
    """The programme: its spaces, exchanges, partners and figures, each counted from its records."""
    seen = Exchange.objects.visible_to(request.user)
    taking_part = Registration.objects.filter(exchange__in=seen, state=Registration.State.CONFIRMED)
    places = Organisation.objects.filter(
        pk__in=taking_part.values("organisation"), kind=Organisation.Kind.LOCAL
    ).aggregate(
        cities=Count("place", distinct=True),
        countries=Count("place__country", distinct=True, filter=Q(place__country__kind="state")),
        territories=Count("place__country", distinct=True, filter=Q(place__country__kind="territory")),
    )
    partners = Partner.objects.filter(exchange__in=seen).values("organisation").distinct()
    context = {
        "spaces": Space.objects.all(),
        "exchanges": seen.count(),
        "people": taking_part.values("person").distinct().count(),
        **places,
        "partners": Organisation.objects.filter(pk__in=partners).select_related("parent").order_by("kind"),
    }
    return render(request, "pages/about.html", context)
