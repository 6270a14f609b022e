"""Addresses of this app."""

from django.urls import URLPattern

app_name = "booklets"
urlpatterns: list[URLPattern] = []
