"""Addresses of this room."""

from django.urls import URLPattern

PEERS: list[URLPattern] = []
