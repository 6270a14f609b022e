"""The day it is at a place: posts and memberships count from day to day there, not at the server."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from cityclusters.core.zones import ZONES
from cityclusters.places.models import Place


def today_in(place: Place) -> date:
    """Today at the place, by its own clock."""
    zone = ZoneInfo(place.zone if place.zone in ZONES else "UTC")
    return timezone.now().astimezone(zone).date()
