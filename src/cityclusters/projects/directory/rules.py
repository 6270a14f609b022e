"""Who keeps the directory: pure answers."""

from django.db.models import Q

from cityclusters.people.models import Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.projects.models import Project, Service, TeamMember
from cityclusters.projects.models.service import ServiceQuerySet


def plans_of(person: Reader) -> list[Project]:
    """The local plans on which she writes today: the answer of `may_write` for all of them. One query."""
    if not isinstance(person, Person):
        return []
    writing = TeamMember.objects.on().filter(person=person)
    writing = writing.filter(Q(decides=True) | Q(role__in=[TeamMember.Role.LEAD, *TeamMember.WRITING]))
    hers = Q(lead__in=focal_organisations(person)) | Q(pk__in=writing.values("project"))
    rows = Project.objects.filter(hers, kind=Project.Kind.LOCAL_PLAN).exclude(state__in=Project.OVER)
    return list(rows.select_related("place__country").order_by("pk"))


def may_keep(person: Reader) -> bool:
    """Officers, and who writes on a local plan."""
    return is_officer(person) or bool(plans_of(person))


def kept_by(person: Reader) -> ServiceQuerySet:
    """The services that she may change: officers all, others those of their plans."""
    rows = Service.objects.select_related("country", "place", "project", "verified_by")
    if is_officer(person):
        return rows
    return rows.filter(project__in=[plan.pk for plan in plans_of(person)])
