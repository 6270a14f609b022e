"""Addresses of the delegates' lists, of attendance and of certificates."""

from django.urls import URLPattern

routes: list[URLPattern] = []
