"""Open needs on pages of organisations and of spaces, and the way from a practice to a need."""

from django.urls import reverse

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.people.models import Organisation
from cityclusters.practices.models import Practice, Version
from cityclusters.spaces.models import Space
from cityclusters.support.models import Need
from cityclusters.support.models.need import NeedQuerySet
from cityclusters.support.needs import rules

SHOWN = 5


def of_organisation(request: Request, organisation: Organisation) -> Section | None:
    """Its open needs, as far as the reader may read them."""
    rows = Need.objects.visible_to(request.user).open().filter(organisation=organisation)
    return _section(rows, "", heading="organisation")


def of_space(request: Request, space: Space) -> Section | None:
    """For its members: open needs on its themes that every member of the platform may read."""
    if not request.user.is_authenticated or space.membership_of(request.user) is None:
        return None
    codes = [theme.pk for theme in space.themes.all()]
    with_theme = Need.themes.through.objects.filter(theme__in=codes).values("need")
    rows = Need.objects.shown_to_members().open().filter(pk__in=with_theme)
    return _section(rows, f"?theme={codes[0]}" if len(codes) == 1 else "", heading="space")


def _section(rows: NeedQuerySet, query: str, heading: str) -> Section | None:
    found = list(
        rows.select_related("organisation", "place__country").order_by("-stated_at", "-pk")[: SHOWN + 1]
    )
    if not found:
        return None
    context = {"needs": found[:SHOWN], "more": len(found) > SHOWN, "query": query, "heading": heading}
    return Section("support/_needs_here.html", context)


def of_practice(request: Request, practice: Practice, version: Version) -> Section | None:
    """The button of somebody who can write for an organisation: ask for help with what she read."""
    reader = request.user
    if not reader.is_authenticated or not practice.is_published:
        return None
    if not rules.organisations_for(reader).exclude(pk=practice.organisation_id or 0).exists():
        return None
    address = f"{reverse('support:need-new')}?practice={practice.public_id}"
    return Section("support/_need_from_practice.html", {"address": address})
