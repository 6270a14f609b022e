"""Addresses of this app, one block per subject."""

from django.urls import URLPattern, path

from cityclusters.practices.adoption.urls import ADOPTION
from cityclusters.practices.judging.urls import JUDGING
from cityclusters.practices.translating.urls import TRANSLATION
from cityclusters.practices.views import lists, page, states, writing

app_name = "practices"
READING = [
    path("practices/", lists.listing, name="list"),
    path("practices/compare/", lists.compare, name="compare"),
    path("practices/<str:public_id>/", page.detail, name="detail"),
    path("practices/<str:public_id>/working-copy/", page.working_copy, name="working-copy"),
    path("practices/<str:public_id>/versions/<int:number>/", page.version, name="version"),
    path("practices/<str:public_id>/versions/<int:number>/changes/", page.changes, name="changes"),
    path("practices.xlsx", lists.table, name="table"),
]
WRITING = [
    path("practices/new/", writing.create, name="new"),
    path("practices/<str:public_id>/writing/", writing.overview, name="edit"),
    path("practices/<str:public_id>/writing/<slug:key>/", writing.part, name="part"),
    path("practices/<str:public_id>/writing/<slug:key>/draft/", writing.drop_typed, name="drop-typed"),
    path("practices/<str:public_id>/submission/", states.submit, name="submit"),
    path("practices/<str:public_id>/withdrawal/", states.withdraw, name="withdraw"),
    path("practices/<str:public_id>/publication/", states.publish, name="publish"),
    path("practices/<str:public_id>/correction/", states.glance, name="glance"),
    path("practices/<str:public_id>/retirement/", states.retire, name="retire"),
    path("practices/<str:public_id>/acts/<slug:act>/", states.at_once, name="act"),
]
# WRITING stands first: "new" would else be taken for the id of a practice.
urlpatterns: list[URLPattern] = [*WRITING, *READING, *ADOPTION, *TRANSLATION, *JUDGING]
