"""The letter to whoever joins a team. About a local plan it says nothing but that there is something to read:
others may see her mail."""

from cityclusters.journal import letters
from cityclusters.people.models import Person
from cityclusters.projects.models import TeamMember


def joined(member: TeamMember, by: Person) -> None:
    """Tells her who put her into the team, as what, and where it is."""
    if by.pk == member.person_id:
        return
    project = member.project
    name = "quiet" if project.is_sensitive else "team_joined"
    address = "/my-work/" if project.is_sensitive else project.get_absolute_url()
    context = {"member": member, "project": project, "by": by, "page": letters.absolute(address)}
    key = f"projects:team:{member.public_id}:joined"
    letters.write(key, member.person, f"projects/mail/{name}", context)
