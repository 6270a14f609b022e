"""Projects on pages of groups, places, organisations and agreements; the door."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.groups.door import Way
from cityclusters.groups.models import Group
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader
from cityclusters.places.models import Place
from cityclusters.projects import rules
from cityclusters.projects.models import Project
from cityclusters.projects.models.project import ProjectQuerySet
from cityclusters.projects.registry import acts, listing
from cityclusters.support.models import Agreement

SHOWN = 6


def _section(rows: ProjectQuerySet, more: str = "", begin: str = "") -> Section | None:
    found = list(rows.select_related("lead", "place__country").order_by("-made_at", "-pk")[: SHOWN + 1])
    if not found and not begin:
        return None
    link = f"{reverse('projects:list')}?{more}" if more and len(found) > SHOWN else ""
    context = {"cards": listing.cards(found[:SHOWN]), "more": link, "begin": begin}
    return Section("projects/_projects_here.html", context)


def of_place(request: Request, place: Place) -> Section | None:
    """Projects that work in the place."""
    return _section(Project.objects.visible_to(request.user).of_place(place), f"place={place.public_id}")


def of_organisation(request: Request, organisation: Organisation) -> Section | None:
    """Projects that it leads or takes part in."""
    key = organisation.public_id
    return _section(Project.objects.visible_to(request.user).of_organisation(key), f"organisation={key}")


def of_group(request: Request, group: Group) -> Section | None:
    """Projects with the group, and for whoever may begin one the way to it."""
    begin = f"{reverse('projects:new')}?group={group.public_id}" if rules.may_begin(request.user) else ""
    there = Project.objects.filter(groups=group).order_by()
    return _section(Project.objects.visible_to(request.user).filter(pk__in=there.values("pk")), begin=begin)


def of_agreement(request: Request, agreement: Agreement) -> Section | None:
    """The partnership that started from it, or the button that starts it."""
    found = Project.objects.visible_to(request.user).filter(agreement=agreement).first()
    person = request.user if isinstance(request.user, Person) else None
    may_start = found is None and person is not None and acts.may_start_from(person, agreement)
    if found is None and not may_start:
        return None
    context = {"project": found, "start": reverse("projects:start", args=[agreement.public_id])}
    return Section("projects/_agreement_project.html", context)


def ways(reader: Reader) -> list[Way]:
    """What one can do with projects."""
    number = Project.objects.visible_to(reader).count()
    may_begin = rules.may_begin(reader)
    return [
        Way(
            reverse("projects:list"), _("Projects"),
            _("Partnerships of cities, producer clusters and local action plans: where each stands, and what "
              "comes next."),
            ngettext("%(number)d project", "%(number)d projects", number) % {"number": number},
            reverse("projects:new") if may_begin else "", _("Begin a project"),
        )
    ]  # fmt: skip
