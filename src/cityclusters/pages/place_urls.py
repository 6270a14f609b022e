"""The addresses of keeping the list of places; part of pages/urls.py."""

from django.urls import path

from cityclusters.pages import place_views

urlpatterns = [
    path("places/new/", place_views.new, name="place-new"),
    path("places/<str:public_id>/edit/", place_views.edit, name="place-edit"),
    path("places/<str:public_id>/merger/", place_views.merge, name="place-merge"),
]
