"""Menus that upper apps fill by the settings, and people in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from cityclusters.people.models import Organisation, Person

register = template.Library()


@register.inclusion_tag("people/_account_nav.html", takes_context=True)
def account_nav(context: Mapping[str, Any]) -> dict[str, object]:
    """The pages of "My account", the present one marked."""
    here = context["request"].path
    entries = [(reverse(name), label) for name, label in settings.ACCOUNT_MENU]
    return {"entries": entries, "here": here}


@register.simple_tag(takes_context=True)
def organisation_links(context: Mapping[str, Any], organisation: Organisation) -> list[tuple[str, str]]:
    """What the reader may do with the organisation: addresses and words."""
    reader = context["request"].user
    if not isinstance(reader, Person):
        return []
    return [
        (reverse(name, args=[organisation.public_id]), str(label))
        for name, label, rule in settings.ORGANISATION_MENU
        if import_string(rule)(reader, organisation)
    ]
