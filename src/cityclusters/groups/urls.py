"""Addresses of this app, one list per room."""

from django.urls import URLPattern

from cityclusters.groups.booking.urls import BOOKING
from cityclusters.groups.counselling.urls import COUNSELLING
from cityclusters.groups.registry.urls import REGISTRY

app_name = "groups"
urlpatterns: list[URLPattern] = [*REGISTRY, *COUNSELLING, *BOOKING]
