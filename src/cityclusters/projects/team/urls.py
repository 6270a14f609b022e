"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.team import views

HERE = "projects/<str:public_id>/team/"
ONE = f"{HERE}<str:member>/"
TEAM: list[URLPattern] = [
    path(HERE, views.team, name="team"),
    path(f"{HERE}new/", views.add, name="team-add"),
    path(ONE, views.change, name="team-change"),
    path(f"{ONE}end/", views.finish, name="team-finish"),
    path(f"{ONE}handover/", views.hand_over, name="team-handover"),
]
