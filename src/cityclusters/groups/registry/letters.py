"""Letters to those who get a post in a group, and to those whose post has ended."""

from typing import Any

from django.utils import timezone

from cityclusters.groups.models import Keeper
from cityclusters.journal.letters import absolute, write
from cityclusters.people.models import Person


def _about(post: Keeper) -> dict[str, Any]:
    # The mail says no more of a post than its page does: a counsellor's is a post like any other.
    return {"post": post, "group": post.group, "link": absolute(post.group.get_absolute_url())}


def appointed(post: Keeper, by: Person) -> None:
    """She has a post now; nobody is written to about what she gave herself."""
    if post.person_id != by.pk:
        key = f"group:{post.group.public_id}:post:{post.public_id}:{post.ends}"
        write(key, post.person, "groups/mail/appointed", _about(post))


def post_ended(post: Keeper) -> None:
    """Her post has ended."""
    key = f"group:{post.group.public_id}:post-ended:{post.public_id}:{timezone.now().isoformat()}"
    write(key, post.person, "groups/mail/post_ended", _about(post))
