"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.marking import views

ROOT = "projects/<str:public_id>/marker/"

MARKING: list[URLPattern] = [
    path(ROOT, views.marker, name="marker"),
    path(f"{ROOT}proposal/", views.propose, name="marker-propose"),
    path(f"{ROOT}proposal/un/", views.from_un, name="marker-un"),
    path(f"{ROOT}proposal/removal/", views.withdraw, name="marker-withdraw"),
    path(f"{ROOT}confirmation/", views.confirm, name="marker-confirm"),
]
