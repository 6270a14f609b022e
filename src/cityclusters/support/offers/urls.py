"""Addresses of this room."""

from django.urls import URLPattern

OFFERS: list[URLPattern] = []
