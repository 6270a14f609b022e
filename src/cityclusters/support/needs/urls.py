"""Addresses of this room."""

from django.urls import URLPattern, path, re_path

from cityclusters.support.needs import door, upload_views, views, writing_views

ACTS = "signature|request|refusal|withdrawal|renewal|hosts|readers|rounds"

NEEDS: list[URLPattern] = [
    path("help/", door.door, name="door"),
    path("needs/", views.needs, name="needs"),
    path("needs/new/", writing_views.create, name="need-new"),
    path("needs/similar/", writing_views.similar, name="needs-similar"),
    path("needs/upload/", upload_views.upload, name="needs-upload"),
    path("needs/upload/confirmation/", upload_views.confirm, name="needs-confirm-upload"),
    path("needs/table/", upload_views.template, name="needs-table"),
    path("needs/<str:public_id>/", views.need, name="need"),
    path("needs/<str:public_id>/edit/", writing_views.edit, name="need-edit"),
    re_path(rf"^needs/(?P<public_id>\w+)/(?P<act>{ACTS})/$", views.act, name="need-act"),
]
