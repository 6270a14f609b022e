"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.reporting import views

ONE = "projects/<str:public_id>/"
REPORTING: list[URLPattern] = [
    path("projects/overview/", views.overview, name="overview"),
    path("projects/reports/", views.together, name="reports"),
    path(f"{ONE}report/", views.report, name="report"),
    path(f"{ONE}results/", views.outcomes, name="outcomes"),
    path(f"{ONE}results/new/", views.outcome, name="outcome-new"),
    path(f"{ONE}results/<str:key>/", views.outcome, name="outcome"),
]
