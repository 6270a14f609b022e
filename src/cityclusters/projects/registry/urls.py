"""Addresses of this room; the other rooms of projects stand before it."""

from django.urls import URLPattern, path

from cityclusters.projects.registry import moving_views, views

ONE = "projects/<str:public_id>/"
REGISTRY: list[URLPattern] = [
    path("projects/", views.listed, name="list"),
    path("projects/new/", views.create, name="new"),
    path("projects/from-agreement/<str:agreement>/", views.start, name="start"),
    path(ONE, views.project, name="project"),
    path(f"{ONE}edit/", views.edit, name="edit"),
    path(f"{ONE}partners/new/", moving_views.add_partner, name="partner-add"),
    path(f"{ONE}partners/<str:partner>/removal/", moving_views.remove_partner, name="partner-remove"),
    path(f"{ONE}places/new/", moving_views.add_place, name="place-add"),
    path(f"{ONE}places/<str:place>/removal/", moving_views.remove_place, name="place-remove"),
    path(f"{ONE}phases/<slug:phase>/closing/", moving_views.close_phase, name="phase-close"),
    path(f"{ONE}phases/<slug:phase>/reopening/", moving_views.reopen_phase, name="phase-reopen"),
    path(f"{ONE}stop/", moving_views.stop, name="stop"),
    path(f"{ONE}resumption/", moving_views.resume, name="resume"),
    path(f"{ONE}kind/", moving_views.confirm_kind, name="kind"),
]
