"""Addresses of this room."""

from django.urls import URLPattern

TRADE: list[URLPattern] = []
