"""Addresses of this app."""

from django.urls import URLPattern

from cityclusters.exchanges import urls_attendance

app_name = "exchanges"
urlpatterns: list[URLPattern] = [*urls_attendance.routes]
