"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.support.offers import views, views_sheet, views_states, views_write

ONE = "offers/<str:public_id>"
WINDOW = f"{ONE}/windows/<str:window_id>"
OFFERS: list[URLPattern] = [
    path("offers/", views.listing, name="offers"),
    path("offers/new/", views_write.create, name="offer-new"),
    path("offers/upload/", views_sheet.upload, name="offers-upload"),
    path("offers/upload/confirmation/", views_sheet.confirm, name="offers-upload-confirm"),
    path("offers/own.xlsx", views_sheet.own_table, name="offers-own"),
    path(f"{ONE}/", views.detail, name="offer"),
    path(f"{ONE}/edit/", views_write.edit, name="offer-edit"),
    path(f"{ONE}/submission/", views_states.submit, name="offer-submit"),
    path(f"{ONE}/verification/", views_states.verify, name="offer-verify"),
    path(f"{ONE}/refusal/", views_states.refuse, name="offer-refuse"),
    path(f"{ONE}/confirmation/", views_states.confirm, name="offer-confirm"),
    path(f"{ONE}/windows/new/", views_write.add_window, name="window-new"),
    path(f"{WINDOW}/", views_write.change_window, name="window"),
    path(f"{WINDOW}/terms/", views_write.repeat_window, name="window-repeat"),
    path(f"{WINDOW}/removal/", views_write.remove_window, name="window-remove"),
    path(f"{ONE}/<slug:act>/", views_states.move, name="offer-move"),
]
