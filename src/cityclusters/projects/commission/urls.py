"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.projects.commission import meeting_views, views

HERE = "projects/<str:public_id>/commission/"
SEAT = f"{HERE}seats/<str:seat>/"
MEETING = f"{HERE}meetings/<str:meeting>/"
COMMISSION: list[URLPattern] = [
    path(HERE, views.commission, name="commission"),
    path(f"{HERE}rule/", views.setup, name="commission-setup"),
    path(f"{HERE}seats/new/", views.add_seat, name="commission-seat-add"),
    path(SEAT, views.change_seat, name="commission-seat"),
    path(f"{SEAT}end/", views.end_seat, name="commission-seat-end"),
    path(f"{HERE}meetings/new/", meeting_views.plan, name="commission-meeting-new"),
    path(MEETING, meeting_views.meeting, name="commission-meeting"),
    path(f"{MEETING}edit/", meeting_views.edit, name="commission-meeting-edit"),
    path(f"{MEETING}attendance/", meeting_views.hold, name="commission-meeting-hold"),
    path(f"{MEETING}cancellation/", meeting_views.cancel, name="commission-meeting-cancel"),
    path(f"{MEETING}decisions/new/", meeting_views.decide, name="commission-decide"),
    path(f"{MEETING}endorsements/new/", meeting_views.endorse, name="commission-endorse"),
    path(
        f"{HERE}decisions/<str:decision>/removal/",
        meeting_views.undo_decision,
        name="commission-decision-undo",
    ),
    path(
        f"{HERE}endorsements/<str:endorsement>/withdrawal/",
        meeting_views.withdraw,
        name="commission-endorsement-withdraw",
    ),
]
