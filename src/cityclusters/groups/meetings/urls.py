"""Addresses of this room. Those of the notebook stand below its page: its service worker sees no others."""

from django.urls import URLPattern, path, re_path

from cityclusters.groups.meetings import notebook, saving_views, views

ONE = "groups/<str:public_id>/meetings/<str:meeting>/"
NEED = r"^groups/(?P<public_id>\w+)/needs/(?P<need>\w+)/(?P<act>up|down|met|dropped|open|handing)/$"

MEETINGS: list[URLPattern] = [
    path("groups/meetings/notebook/", notebook.notebook, name="notebook"),
    path("groups/meetings/notebook/worker.js", notebook.worker, name="notebook-worker"),
    path("groups/meetings/notebook/data/", notebook.data, name="notebook-data"),
    path("groups/meetings/notebook/entries/", notebook.entries, name="notebook-entries"),
    path("groups/<str:public_id>/meetings/", views.meetings, name="meetings"),
    path("groups/<str:public_id>/meetings/new/", views.new, name="meeting-new"),
    path(ONE, views.meeting, name="meeting"),
    path(f"{ONE}edit/", views.edit, name="meeting-edit"),
    path(f"{ONE}removal/", views.remove, name="meeting-remove"),
    path(f"{ONE}return/", views.bring_back, name="meeting-back"),
    path("groups/<str:public_id>/leaders/", views.leaders, name="leaders"),
    path("groups/<str:public_id>/leaders/<str:leader>/end/", views.end_office, name="leader-end"),
    path("groups/<str:public_id>/needs/", views.needs_page, name="needs"),
    re_path(NEED, views.need_act, name="need-act"),
    path("groups/<str:public_id>/savings/", saving_views.savings, name="savings"),
    path("groups/<str:public_id>/savings/<str:entry>/undoing/", saving_views.undo, name="saving-undo"),
]
