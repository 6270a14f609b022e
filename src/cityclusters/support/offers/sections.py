"""What pages of organisations, places, spaces and practices show of offers; open ones only."""

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.people.models import Organisation
from cityclusters.places.models import Place
from cityclusters.practices.models import Practice, Version
from cityclusters.spaces.models import Space
from cityclusters.support.models import Offer
from cityclusters.support.models.offer import OfferQuerySet
from cityclusters.support.offers import reading

SHOWN = 4


def _section(rows: OfferQuerySet, query: str, heading: str) -> Section | None:
    found = reading.short_cards(rows.order_by("state", "-opened_at", "-pk"), SHOWN + 1)
    if not found:
        return None
    context = {"cards": found[:SHOWN], "more": len(found) > SHOWN, "query": query, "heading": heading}
    return Section("support/_offers_section.html", context)


def of_organisation(request: Request, organisation: Organisation) -> Section | None:
    """What the organisation offers."""
    rows = Offer.objects.shown().filter(organisation=organisation)
    return _section(rows, f"organisation={organisation.public_id}", "here")


def of_place(request: Request, place: Place) -> Section | None:
    """What is offered in the place."""
    return _section(Offer.objects.shown().filter(place=place), f"place={place.public_id}", "here")


def of_space(request: Request, space: Space) -> Section | None:
    """What is offered on the space's themes."""
    themes = [theme.pk for theme in space.themes.all()]
    rows = Offer.objects.filter(pk__in=Offer.objects.shown().filter(themes__in=themes).values("pk"))
    return _section(rows, f"theme={themes[0]}" if len(themes) == 1 else "", "themes")


def of_practice(request: Request, practice: Practice, version: Version) -> Section | None:
    """Who offers help with the practice."""
    if not practice.is_readable:
        return None
    return _section(Offer.objects.shown().filter(practices=practice), "", "practice")
