"""What pages of practices, places and organisations show of adoption, pictures and voices."""

from django.db.models import QuerySet

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.people.models import Organisation
from cityclusters.people.readers import focal_organisations
from cityclusters.places.models import Place
from cityclusters.practices.adoption import voices
from cityclusters.practices.adoption.numbers import Numbers, numbers_of
from cityclusters.practices.models import Adaptation, Practice, Version
from cityclusters.practices.models.choices import State

NEWEST = 4
SHOWN = 12


def adoption(request: Request, practice: Practice, version: Version) -> Section | None:
    """Who adapts it, in counts and by the newest few; and the button for the reader's own city."""
    if not practice.is_readable:
        return None
    numbers = numbers_of([practice.pk]).get(practice.pk, Numbers())
    rows = Adaptation.objects.public().filter(practice=practice).with_names().order_by("-declared_at", "-pk")
    newest = list(rows[:NEWEST]) if numbers.any else []
    for row in newest:
        row.practice = practice
    mine = focal_organisations(request.user)
    context = {
        "practice": practice,
        "numbers": numbers,
        "newest": newest,
        "may_adapt": any(key != practice.organisation_id for key in mine) and practice.state != State.RETIRED,
    }
    return Section("practices/_adoption.html", context)


def seen_and_heard(request: Request, practice: Practice, version: Version) -> Section | None:
    """Pictures, the light version first, and what people said, in their own languages."""
    found = voices.shown([practice.pk])[practice.pk]
    may_work = voices.may_work(request.user, practice)
    if not (found.pictures or found.testimonials or may_work):
        return None
    context = {"practice": practice, "may_work": may_work, **found._asdict()}
    return Section("practices/_voices.html", context)


def of_place(request: Request, place: Place) -> Section | None:
    """What is adapted in a place."""
    rows = Adaptation.objects.public().filter(place=place).exclude(state=Adaptation.State.NAMED)
    return _adapted(rows)


def of_organisation(request: Request, organisation: Organisation) -> Section | None:
    """What an organisation adapts, and what others say that it does."""
    return _adapted(Adaptation.objects.public().filter(organisation=organisation))


def _adapted(rows: QuerySet[Adaptation]) -> Section | None:
    names = rows.select_related("practice__version", "organisation", "place__country", "named_by")
    found = list(names.order_by("-declared_at", "-pk")[:SHOWN])
    return Section("practices/_adapted.html", {"adaptations": found}) if found else None
