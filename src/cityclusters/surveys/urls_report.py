"""Addresses of the report on a survey."""

from django.urls import URLPattern

routes: list[URLPattern] = []
