"""Addresses of this room."""

from django.urls import URLPattern

MATCHES: list[URLPattern] = []
