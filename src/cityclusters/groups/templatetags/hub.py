"""What the pages of a hub need."""

from django import template

from cityclusters.groups.models import Group

register = template.Library()


@register.filter
def has_part(group: Group, part: str) -> bool:
    """Whether this part of the group's pages is switched on."""
    return group.has(part)
