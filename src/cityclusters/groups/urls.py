"""Addresses of this app, one list per room."""

from django.urls import URLPattern

from cityclusters.groups.booking.urls import BOOKING
from cityclusters.groups.counselling.urls import COUNSELLING
from cityclusters.groups.hub.urls import HUB
from cityclusters.groups.meetings.urls import MEETINGS
from cityclusters.groups.process.urls import PROCESS
from cityclusters.groups.products.urls import PRODUCTS
from cityclusters.groups.registry.urls import REGISTRY
from cityclusters.groups.standards.urls import STANDARDS

app_name = "groups"
urlpatterns: list[URLPattern] = [
    *REGISTRY,
    *MEETINGS,
    *COUNSELLING,
    *BOOKING,
    *HUB,
    *PRODUCTS,
    *STANDARDS,
    *PROCESS,
]
