"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.groups.booking import views, views_keep

HERE = "groups/<str:public_id>/booking"
ONE = f"{HERE}/things/<str:facility_id>"
BOOKED = f"{HERE}/times/<str:booking_id>"
BOOKING: list[URLPattern] = [
    path(f"{HERE}/", views.listing, name="booking-list"),
    path(f"{HERE}/day/", views_keep.day, name="booking-day"),
    path(f"{HERE}/things/new/", views_keep.add, name="facility-new"),
    path(f"{ONE}/", views.facility, name="facility"),
    path(f"{ONE}/edit/", views_keep.change, name="facility-edit"),
    path(f"{ONE}/maintenance/", views_keep.closures, name="facility-closures"),
    path(f"{ONE}/maintenance/<str:closure_id>/end/", views_keep.lift, name="closure-lift"),
    path(f"{ONE}/briefings/", views_keep.briefings, name="facility-briefings"),
    path(f"{ONE}/briefings/<str:briefing_id>/withdrawal/", views_keep.withdraw, name="briefing-withdraw"),
    path(f"{ONE}/<slug:act>/", views_keep.use, name="facility-use"),
    path(f"{BOOKED}/", views.booking, name="booking"),
    path(f"{BOOKED}/appointment.ics", views.as_calendar, name="booking-calendar"),
    path(f"{BOOKED}/cancellation/", views.cancel, name="booking-cancel"),
    path(f"{BOOKED}/restoration/", views.restore, name="booking-restore"),
    path(f"{BOOKED}/<slug:act>/", views_keep.move, name="booking-move"),
]
