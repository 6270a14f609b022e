"""Addresses of this room, and of the door."""

from django.urls import URLPattern, path

from cityclusters.groups import door
from cityclusters.groups.registry import people_views, upload_views, views

REGISTRY: list[URLPattern] = [
    path("work/", door.door, name="door"),
    path("groups/", views.listed, name="list"),
    path("groups/new/", views.create, name="new"),
    path("groups/<str:public_id>/", views.group, name="group"),
    path("groups/<str:public_id>/edit/", views.edit, name="edit"),
    path("groups/<str:public_id>/end/", views.end, name="end"),
    path("groups/<str:public_id>/taking-up/", views.take_up, name="take-up"),
    path("groups/<str:public_id>/keepers/", people_views.keepers, name="keepers"),
    path("groups/<str:public_id>/keepers/<str:keeper>/end/", people_views.end_post, name="end-post"),
    path("groups/<str:public_id>/members/", people_views.members, name="members"),
    path("groups/<str:public_id>/members/table/", people_views.members_table, name="members-table"),
    path("groups/<str:public_id>/members/upload/", upload_views.upload, name="members-upload"),
    path("groups/<str:public_id>/members/upload/confirmation/", upload_views.confirm, name="members-confirm"),
    path("groups/<str:public_id>/members/<str:member>/", people_views.member, name="member"),
    path("groups/<str:public_id>/members/<str:member>/leaving/", people_views.leave, name="member-leave"),
    path("groups/<str:public_id>/members/<str:member>/return/", people_views.come_back, name="member-back"),
    path("groups/<str:public_id>/counts/", people_views.counts, name="counts"),
    path("groups/<str:public_id>/counts/list/", people_views.count_list, name="count-list"),
    path(
        "groups/<str:public_id>/counts/<str:headcount>/removal/", people_views.drop_count, name="count-drop"
    ),
]
