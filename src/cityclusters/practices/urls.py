"""Addresses of this app, one block per subject."""

from django.urls import URLPattern, path

from cityclusters.practices.views import lists, page, writing

app_name = "practices"
READING = [
    path("practices/", lists.listing, name="list"),
    path("practices/compare/", lists.compare, name="compare"),
    path("practices/<str:public_id>/", page.detail, name="detail"),
    path("practices/<str:public_id>/versions/<int:number>/", page.version, name="version"),
]
WRITING = [
    path("practices/new/", writing.create, name="new"),
    path("practices/<str:public_id>/writing/", writing.overview, name="edit"),
]
# WRITING stands first: "new" would else be taken for the id of a practice.
urlpatterns: list[URLPattern] = [*WRITING, *READING]
