"""Letters to those who check services: neutral, for they may be read by others (abuse test 9)."""

from django.db.models import Q
from django.utils import timezone

from cityclusters.journal import letters
from cityclusters.people.models import Person
from cityclusters.projects.models import Service, TeamMember


def keepers(service: Service) -> list[Person]:
    """Who checked it last, and who leads its plan; each once."""
    found = [service.verified_by] if service.verified_by else []
    if service.project_id:
        team = TeamMember.objects.on(timezone.localdate()).filter(project=service.project_id)
        leading = team.filter(Q(role=TeamMember.Role.LEAD) | Q(decides=True)).select_related("person")
        found += [row.person for row in leading.order_by("pk")]
    return list({person.pk: person for person in found}.values())


def check_again(service: Service, days: int) -> None:
    """A line has to be called again; once for each check and each of the days before it is due."""
    page = letters.absolute(service.get_absolute_url())
    for person in keepers(service):
        key = f"line:{service.public_id}:{service.verified_on}:{days}:{person.pk}"
        letters.write(key, person, "projects/mail/line", {"page": page})
