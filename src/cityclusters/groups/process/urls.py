"""Addresses of processes."""

from django.urls import URLPattern, path

from cityclusters.groups.process import views, views_write

ALL = "groups/<str:public_id>/process"
ONE = f"{ALL}/<str:process_id>"
PROCESS: list[URLPattern] = [
    path(f"{ALL}/", views.listed, name="processes"),
    path(f"{ALL}/new/", views_write.create, name="process-new"),
    path(f"{ONE}/", views.detail, name="process"),
    path(f"{ONE}/versions/<int:number>/", views.version, name="process-version"),
    path(f"{ONE}/changes/<int:before>/<int:after>/", views.changes, name="process-changes"),
    path(f"{ONE}/pictures/<str:picture_id>/<slug:part>", views.picture, name="process-picture"),
    path(f"{ONE}/draft/", views_write.draft, name="process-draft"),
    path(f"{ONE}/draft/removal/", views_write.drop, name="process-draft-drop"),
    path(f"{ONE}/draft/steps/<str:key>/", views_write.step, name="process-step"),
    path(f"{ONE}/draft/steps/<str:key>/<slug:act>/", views_write.step_act, name="process-step-act"),
    path(f"{ONE}/in-force/", views_write.put_in_force, name="process-in-force"),
    path(f"{ONE}/audience/", views_write.show, name="process-show"),
]
