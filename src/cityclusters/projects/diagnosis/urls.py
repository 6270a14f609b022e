"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.diagnosis import survey_views, table_views, views, writing_views

ROOT = "projects/<str:public_id>/diagnosis/"

DIAGNOSIS: list[URLPattern] = [
    path(ROOT, views.overview, name="diagnosis"),
    path(f"{ROOT}versions/", views.send, name="diagnosis-send"),
    path(f"{ROOT}versions/<int:number>/", views.version, name="diagnosis-version"),
    path(f"{ROOT}versions/<int:number>/table/", views.file, name="diagnosis-version-file"),
    path(f"{ROOT}workbook/", views.file, name="diagnosis-file"),
    path(f"{ROOT}grids/<str:grid>/", views.grid, name="diagnosis-grid"),
    path(f"{ROOT}findings/", views.findings, name="findings"),
    path(f"{ROOT}chain/", views.chain, name="chain"),
    path(f"{ROOT}chain/<str:step>/place/", writing_views.move, name="chain-move"),
    path(f"{ROOT}survey/<str:kind>/", survey_views.take, name="diagnosis-survey"),
    path(f"{ROOT}table/<str:kind>/", table_views.template, name="diagnosis-table"),
    path(f"{ROOT}upload/<str:kind>/", table_views.upload, name="diagnosis-upload"),
    path(f"{ROOT}upload/<str:kind>/confirmation/", table_views.confirm, name="diagnosis-confirm-upload"),
    path(f"{ROOT}write/<str:kind>/new/", writing_views.new, name="diagnosis-new"),
    path(f"{ROOT}write/<str:kind>/<str:thing>/", writing_views.edit, name="diagnosis-edit"),
    path(f"{ROOT}write/<str:kind>/<str:thing>/removal/", writing_views.remove, name="diagnosis-remove"),
]
