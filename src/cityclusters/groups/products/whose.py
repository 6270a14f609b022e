"""Which groups somebody manages, and who manages a group: for lists and letters."""

from django.db.models import Q

from cityclusters.groups.models import Group, Keeper
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.practices.owners import focal_points


def managed(person: Person) -> list[int]:
    """Keys of the groups that she manages today (by the day at their place), or whose organisation she acts
    for. Two queries, however many groups."""
    posts = Keeper.objects.filter(person=person, role=Keeper.Role.MANAGER).select_related("group__place")
    own = [post.group_id for post in posts if post.holds(post.group.today())]
    found = Q(pk__in=own) | Q(organisation__in=focal_organisations(person))
    return list(Group.objects.filter(found).values_list("pk", flat=True))


def managers(group: Group) -> list[Person]:
    """Its managers today; where it has none, the focal points of the organisation that runs it."""
    posts = Keeper.objects.on(group.today()).filter(group=group, role=Keeper.Role.MANAGER)
    found = {post.person_id: post.person for post in posts.select_related("person").order_by("pk")}
    return list(found.values()) or focal_points(group.organisation_id)
