"""Addresses of this app; docs/api.md describes what they give."""

from django.urls import path

from cityclusters.api import views

app_name = "api"
urlpatterns = [
    path("api/exchanges.atom", views.exchanges_atom, name="exchanges.atom"),
    path("api/exchanges.json", views.exchanges_json, name="exchanges.json"),
    path("api/exchanges.csv", views.exchanges_csv, name="exchanges.csv"),
    path("api/spaces/<slug:slug>.atom", views.space_atom, name="space.atom"),
]
