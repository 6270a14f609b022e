"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.monitoring import views, views_own

ALL = "projects/<str:public_id>/numbers/"
ONE = f"{ALL}<str:indicator>/"
VALUE = f"{ONE}<str:value>/"
MONITORING: list[URLPattern] = [
    path("my-numbers/", views_own.mine, name="my-numbers"),
    path("my-numbers/<str:indicator>/<slug:period>/", views_own.fill, name="my-number"),
    path(ALL, views.board, name="numbers"),
    path(ONE, views.series, name="numbers-of"),
    path(f"{ONE}reporter/", views.give_to, name="numbers-reporter"),
    path(f"{VALUE}approval/", views.approve, name="number-approve"),
    path(f"{VALUE}correction/", views.give_back, name="number-give-back"),
    path(f"{VALUE}lock/", views.lock, name="number-lock"),
    path(f"{VALUE}evidence/", views.evidence, name="number-evidence"),
]
