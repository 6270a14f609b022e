"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.planning import views, views_sheet, views_write

ALL = "projects/<str:public_id>/plan/"
ONE = f"{ALL}<int:number>/"
PLANNING: list[URLPattern] = [
    path(ALL, views.plan, name="plan"),
    path(f"{ALL}new/", views.begin, name="plan-new"),
    path(f"{ALL}upload/", views_sheet.upload, name="plan-upload"),
    path(f"{ALL}upload/confirm/", views_sheet.confirm, name="plan-upload-confirm"),
    path(f"{ALL}actions/<str:action>/", views.step, name="plan-step"),
    path(ONE, views.version, name="plan-version"),
    path(f"{ONE}table/", views_sheet.table, name="plan-table"),
    path(f"{ONE}force/", views.force, name="plan-force"),
    path(f"{ONE}frame/", views_write.frame, name="plan-frame"),
    path(f"{ONE}objectives/new/", views_write.objective, name="plan-objective-new"),
    path(f"{ONE}objectives/<str:key>/", views_write.objective, name="plan-objective"),
    path(f"{ONE}actions/new/", views_write.action, name="plan-action-new"),
    path(f"{ONE}actions/<str:key>/", views_write.action, name="plan-action"),
    path(f"{ONE}indicators/new/", views_write.indicator, name="plan-indicator-new"),
    path(f"{ONE}indicators/<str:key>/", views_write.indicator, name="plan-indicator"),
    path(f"{ONE}indicators/<str:key>/targets/", views_write.targets, name="plan-targets"),
    path(f"{ONE}gate/<slug:what>/<str:key>/", views_write.gate, name="plan-gate"),
]
