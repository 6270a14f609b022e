"""Addresses of this room, and of the door."""

from django.urls import URLPattern, path

from cityclusters.groups import door
from cityclusters.groups.registry import views

REGISTRY: list[URLPattern] = [
    path("work/", door.door, name="door"),
    path("groups/", views.listed, name="list"),
    path("groups/<str:public_id>/", views.group, name="group"),
]
