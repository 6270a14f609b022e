"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.gates import risk_views, views

HERE = "projects/<str:public_id>/checklist/"
RISKS = "projects/<str:public_id>/risks/"
GATES: list[URLPattern] = [
    path(HERE, views.checklist, name="checklist"),
    path(f"{HERE}whole/", views.whole, name="checklist-whole"),
    path(f"{HERE}answers/<str:answer>/decision/", views.decide, name="checklist-decide"),
    path(f"{HERE}answers/<str:answer>/file/", views.file, name="checklist-file"),
    path(f"{HERE}<str:item>/", views.answer, name="checklist-answer"),
    path(RISKS, risk_views.listing, name="risks"),
    path(f"{RISKS}new/", risk_views.add, name="risk-add"),
    path(f"{RISKS}<str:risk>/", risk_views.change, name="risk"),
    path(f"{RISKS}<str:risk>/removal/", risk_views.remove, name="risk-remove"),
    path(f"{RISKS}<str:risk>/return/", risk_views.put_back, name="risk-return"),
]
