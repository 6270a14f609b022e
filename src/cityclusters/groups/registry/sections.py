"""Groups on pages of places and organisations; their numbers on their own page; the door."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.groups import rules
from cityclusters.groups.door import Way
from cityclusters.groups.models import Group
from cityclusters.groups.models.group import GroupQuerySet
from cityclusters.groups.registry import listing
from cityclusters.groups.registry.counts import all_counts
from cityclusters.people.models import Organisation
from cityclusters.people.readers import Reader
from cityclusters.places.models import Place

SHOWN = 6


def of_place(request: Request, place: Place) -> Section | None:
    """Groups of the place that go on, as far as the reader may see them."""
    rows = Group.objects.visible_to(request.user).filter(place=place)
    return _section(rows, f"{reverse('groups:list')}?place={place.name}&place_id={place.public_id}")


def of_organisation(request: Request, organisation: Organisation) -> Section | None:
    """Groups that it runs or supports."""
    rows = Group.objects.visible_to(request.user).filter(organisation=organisation)
    return _section(rows, "")


def _section(rows: GroupQuerySet, more: str) -> Section | None:
    found = list(rows.active().select_related("place__country", "organisation")[: SHOWN + 1])
    if not found:
        return None
    link = more if len(found) > SHOWN else ""
    cards = listing.cards(found[:SHOWN], counted=False)
    return Section("groups/_groups_here.html", {"cards": cards, "more": link})


def numbers(request: Request, group: Group) -> Section | None:
    """Its people by sex over time."""
    inside = rules.may_facilitate(request.user, group)
    counts = all_counts(group.headcounts.all(), inside=inside)
    if not counts and not inside:
        return None
    return Section("groups/_counts.html", {"counts": counts, "group": group, "inside": inside})


def ways(reader: Reader) -> list[Way]:
    """What one can do with groups."""
    number = Group.objects.visible_to(reader).active().count()
    may_start = rules.may_start(reader)
    return [
        Way(
            reverse("groups:list"), _("Groups"),
            _("Women’s hubs, self-help groups, producer clusters, cooperatives: what they do and offer."),
            ngettext("%(number)d group", "%(number)d groups", number) % {"number": number},
            reverse("groups:new") if may_start else "", _("Start a group"),
        )
    ]  # fmt: skip
