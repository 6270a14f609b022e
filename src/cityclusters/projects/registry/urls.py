"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.registry import views

ONE = "projects/<str:public_id>/"
REGISTRY: list[URLPattern] = [
    path("projects/", views.listing, name="list"),
    path(ONE, views.detail, name="project"),
]
