"""Addresses of this app, one list per room."""

from django.urls import URLPattern

app_name = "groups"
urlpatterns: list[URLPattern] = []
