"""Routes without a subject: the reader's language and zone, health, robots."""

from django.urls import path

from cityclusters.core import leaving, views

app_name = "core"
urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("zone/", views.choose_zone, name="zone"),
    path("rest/", leaving.rest, name="rest"),
    path("hello/", leaving.hello, name="hello"),
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
]
