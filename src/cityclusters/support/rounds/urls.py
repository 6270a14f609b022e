"""Addresses of this room."""

from django.urls import URLPattern

ROUNDS: list[URLPattern] = []
