"""Addresses of this app."""

from django.urls import URLPattern

app_name = "spaces"
urlpatterns: list[URLPattern] = []
