"""Addresses of this app."""

from django.urls import path

from cityclusters.spaces.views import bans, curate, spaces, stewards

app_name = "spaces"
urlpatterns = [
    path("spaces/", spaces.spaces, name="list"),
    path("spaces/new/", curate.new_space, name="new"),
    path("spaces/<slug:slug>/", spaces.detail, name="detail"),
    path("spaces/<slug:slug>/membership/", spaces.join, name="join"),
    path("spaces/<slug:slug>/leaving/", spaces.leave, name="leave"),
    path("spaces/<slug:slug>/members/", spaces.members, name="members"),
    path("spaces/<slug:slug>/members/<str:person>/ban/", bans.ban, name="ban"),
    path("spaces/<slug:slug>/members/<str:person>/return/", bans.lift, name="lift-ban"),
    path("spaces/<slug:slug>/members/<str:person>/appeal/", bans.appeal, name="ban-appeal"),
    path("spaces/<slug:slug>/decision/", bans.mine, name="my-ban"),
    path("spaces/<slug:slug>/edit/", curate.edit, name="edit"),
    path("spaces/<slug:slug>/stewards/", stewards.stewards, name="stewards"),
    path("spaces/<slug:slug>/stewards/<str:person>/end/", stewards.end_stewardship, name="end-steward"),
    path("themes/", curate.themes, name="themes"),
    path("themes/new/", curate.new_theme, name="new-theme"),
    path("themes/<slug:code>/", curate.theme, name="theme"),
    path("themes/<slug:code>/retirement/", curate.retire_theme, name="retire-theme"),
]
