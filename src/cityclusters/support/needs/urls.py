"""Addresses of this room."""

from django.urls import URLPattern

NEEDS: list[URLPattern] = []
