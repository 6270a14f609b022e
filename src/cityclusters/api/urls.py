"""Addresses of this app; docs/api.md describes what they give."""

from django.urls import path

from cityclusters.api import (
    agreement_views,
    aid_views,
    call_views,
    group_views,
    knowledge_views,
    offer_views,
    project_views,
    views,
)

app_name = "api"
urlpatterns = [
    path("api/exchanges.atom", views.exchanges_atom, name="exchanges.atom"),
    path("api/exchanges.json", views.exchanges_json, name="exchanges.json"),
    path("api/exchanges.csv", views.exchanges_csv, name="exchanges.csv"),
    path("api/practices.atom", knowledge_views.practices_atom, name="practices.atom"),
    path("api/practices.json", knowledge_views.practices_json, name="practices.json"),
    path("api/practices.csv", knowledge_views.practices_csv, name="practices.csv"),
    path("api/calls.atom", call_views.calls_atom, name="calls.atom"),
    path("api/calls.json", call_views.calls_json, name="calls.json"),
    path("api/groups.json", group_views.groups_json, name="groups.json"),
    path("api/groups.csv", group_views.groups_csv, name="groups.csv"),
    path("api/offers.atom", offer_views.offers_atom, name="offers.atom"),
    path("api/offers.json", offer_views.offers_json, name="offers.json"),
    path("api/offers.csv", offer_views.offers_csv, name="offers.csv"),
    path("api/aid.json", aid_views.aid_json, name="aid.json"),
    path("api/aid.csv", aid_views.aid_csv, name="aid.csv"),
    path("api/agreements.json", agreement_views.agreements_json, name="agreements.json"),
    path("api/agreements.csv", agreement_views.agreements_csv, name="agreements.csv"),
    path("api/projects.json", project_views.projects_json, name="projects.json"),
    path("api/projects.csv", project_views.projects_csv, name="projects.csv"),
    path("api/questions.atom", knowledge_views.questions_atom, name="questions.atom"),
    path("api/spaces/<slug:slug>.atom", knowledge_views.space_atom, name="space.atom"),
]
