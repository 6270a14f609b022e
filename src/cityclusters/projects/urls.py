"""Addresses of this app, one list per room; that of the registry last, for it takes what the others leave."""

from django.urls import URLPattern

from cityclusters.projects.registry.urls import REGISTRY
from cityclusters.projects.team.urls import TEAM

app_name = "projects"
urlpatterns: list[URLPattern] = [
    *TEAM,
    *REGISTRY,
]
