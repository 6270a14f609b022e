"""Addresses of this room."""

from django.urls import URLPattern

GIVING: list[URLPattern] = []
