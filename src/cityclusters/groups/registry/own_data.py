"""What the registry of groups keeps about a person, and how she is forgotten while the counts stay."""

from typing import Any

from django.utils.translation import gettext as _

from cityclusters.groups.models import Group, Headcount, Keeper, Member
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Her posts, her lines on lists of members, the groups that she started, the counts that she kept."""
    posts = Keeper.objects.filter(person=person).select_related("group").order_by("pk")
    lines = Member.objects.filter(person=person).select_related("group").order_by("pk")
    started = Group.objects.filter(by=person).order_by("pk")
    counted = Headcount.objects.filter(by=person).select_related("group").order_by("pk")
    given = Keeper.objects.filter(given_by=person).exclude(person=person).select_related("group")
    return {
        "group_posts": [
            {"group": str(row.group), "role": row.role, "starts": row.starts, "ends": row.ends}
            for row in posts
        ],
        "group_posts_given": [
            {"group": str(row.group), "role": row.role, "given_at": row.given_at}
            for row in given.order_by("pk")
        ],
        "group_memberships": [
            {
                "group": str(row.group),
                "name": row.name,
                "sex": row.sex,
                "joined": row.joined,
                "left": row.left,
                "reason": row.reason,
            }
            for row in lines
        ],
        "groups_started": [{"group": str(row), "at": row.created_at} for row in started],
        "group_counts_kept": [
            {"group": str(row.group), "on": row.on, "unit": row.unit, "total": row.total, "at": row.at}
            for row in counted
        ],
    }


def erase(person: Person) -> None:
    """Her posts end; on lists of members her line stays without her name, so that counts do not change."""
    for post in Keeper.objects.filter(person=person).select_related("group__place"):
        today = post.group.today()
        if post.ends is None or post.ends > today:
            post.ends = today
            post.save(update_fields=["ends"])
    Keeper.objects.filter(given_by=person).update(given_by=None)
    Member.objects.filter(person=person).update(name=_("(erased)"), reason="", person=None)
    Group.objects.filter(by=person).update(by=None)
    Headcount.objects.filter(by=person).update(by=None)
