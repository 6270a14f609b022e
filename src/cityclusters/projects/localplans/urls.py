"""Addresses of this room. They say nothing of what the plan is about: they stay in a browser's history."""

from django.urls import URLPattern, path, re_path

from cityclusters.projects.localplans import views
from cityclusters.projects.localplans.rooms import ROOMS

HERE = "projects/<str:public_id>/outline/"
ROOM = rf"^projects/(?P<public_id>[^/]+)/outline/(?P<room>{'|'.join(ROOMS)})/"
LOCAL_PLANS: list[URLPattern] = [
    path(HERE, views.outline, name="local"),
    path(f"{HERE}basis/", views.basis, name="local-basis"),
    path(f"{HERE}publication/", views.publish, name="local-publish"),
    path(f"{HERE}words/", views.clear, name="local-clear"),
    path(f"{HERE}withdrawal/", views.withdraw, name="local-withdraw"),
    path(f"{HERE}reasons-given/<slug:code>/", views.reason, name="local-reason"),
    re_path(rf"{ROOM}$", views.listing, name="local-room"),
    re_path(rf"{ROOM}new/$", views.add, name="local-add"),
    path(f"{HERE}rows/<str:row>/", views.change, name="local-change"),
    path(f"{HERE}rows/<str:row>/removal/", views.remove, name="local-remove"),
    path(f"{HERE}rows/<str:row>/step/", views.step, name="local-step"),
]
