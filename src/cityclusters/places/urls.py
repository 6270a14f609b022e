"""Addresses of this app. A place's id has ten letters and digits, so that words stay free for pages."""

from django.urls import path, re_path

from cityclusters.places import views

app_name = "places"
urlpatterns = [
    path("places/", views.places, name="list"),
    path("places/suggest/", views.suggest, name="suggest"),
    path("places/country/<str:code>/", views.country, name="country"),
    re_path(r"^places/(?P<public_id>[2-9a-z]{10})/$", views.detail, name="detail"),
]
