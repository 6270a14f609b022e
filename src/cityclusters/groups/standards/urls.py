"""Addresses of standards."""

from django.urls import URLPattern, path

from cityclusters.groups.standards import views

ALL = "groups/<str:public_id>/standards"
STANDARDS: list[URLPattern] = [
    path(f"{ALL}/", views.listed, name="standards"),
    path(f"{ALL}/new/", views.create, name="standard-new"),
    path(f"{ALL}/<str:record_id>/", views.detail, name="compliance"),
    path(f"{ALL}/<str:record_id>/certificate/", views.certificate, name="compliance-certificate"),
    path(f"{ALL}/<str:record_id>/state/", views.move, name="compliance-state"),
    path(f"{ALL}/<str:record_id>/paper", views.paper, name="compliance-paper"),
]
