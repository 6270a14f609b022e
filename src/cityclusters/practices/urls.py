"""Addresses of this app."""

from django.urls import URLPattern

app_name = "practices"
urlpatterns: list[URLPattern] = []
