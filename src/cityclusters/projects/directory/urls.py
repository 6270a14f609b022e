"""Addresses of the directory: words that say nothing in a browser's history."""

from django.urls import path

from cityclusters.projects.directory import uploading, views, views_open

DIRECTORY = [
    path("lines/", views_open.lines, name="lines"),
    path("lines/own/", views.kept, name="lines-kept"),
    path("lines/own/new/", views.new, name="line-new"),
    path("lines/own/upload/", uploading.upload, name="lines-upload"),
    path("lines/own/upload/confirmation/", uploading.confirm, name="lines-upload-confirm"),
    path("lines/own/<slug:public_id>/", views.line, name="line"),
    path("lines/own/<slug:public_id>/edit/", views.edit, name="line-edit"),
    path("lines/own/<slug:public_id>/again/", views.reopen, name="line-reopen"),
    path("lines/<slug:code>/", views_open.of_country, name="lines-country"),
    path("slips/<slug:code>/", views_open.slip, name="slip"),
]
