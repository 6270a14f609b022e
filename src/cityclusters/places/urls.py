"""Addresses of this app."""

from django.urls import path

from cityclusters.places import views

app_name = "places"
urlpatterns = [path("places/suggest/", views.suggest, name="suggest")]
