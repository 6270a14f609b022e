"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.support.trade import views

TRADE: list[URLPattern] = [
    path("trade/", views.listed, name="trades"),
    path("trade/new/", views.create, name="trade-new"),
    path("trade/enquiries/<str:public_id>/", views.enquiry, name="enquiry"),
    path("trade/<str:public_id>/", views.detail, name="trade"),
    path("trade/<str:public_id>/edit/", views.edit, name="trade-edit"),
    path("trade/<str:public_id>/enquiry/", views.enquire, name="trade-enquire"),
    path("trade/<str:public_id>/<slug:act>/", views.act, name="trade-act"),
]
