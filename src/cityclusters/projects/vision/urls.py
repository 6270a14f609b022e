"""Addresses of this room."""

from django.urls import URLPattern, path, re_path

from cityclusters.projects.vision import ranking_views, views

ROOT = "projects/<str:public_id>/vision/"
ACTS = "undo|closing|opening|use|kept"

VISION: list[URLPattern] = [
    path(ROOT, views.overview, name="vision"),
    path(f"{ROOT}draft/", views.write, name="vision-write"),
    path(f"{ROOT}draft/removal/", views.drop, name="vision-drop"),
    path(f"{ROOT}versions/", views.send, name="vision-send"),
    path(f"{ROOT}versions/<int:number>/", views.version, name="vision-version"),
    path(f"{ROOT}rankings/new/", ranking_views.new, name="ranking-new"),
    path(f"{ROOT}rankings/<str:ranking>/", ranking_views.ranking, name="ranking"),
    path(f"{ROOT}rankings/<str:ranking>/edit/", ranking_views.edit, name="ranking-edit"),
    path(f"{ROOT}rankings/<str:ranking>/table/", ranking_views.file, name="ranking-file"),
    path(f"{ROOT}rankings/<str:ranking>/ballots/", ranking_views.ballots, name="ranking-ballots"),
    re_path(
        rf"^projects/(?P<public_id>\w+)/vision/rankings/(?P<ranking>\w+)/(?P<act>{ACTS})/$",
        ranking_views.act,
        name="ranking-act",
    ),
]
