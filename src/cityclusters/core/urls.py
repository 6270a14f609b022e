"""Routes without a subject: the reader's language and zone, health, robots."""

from django.urls import path

from cityclusters.core import views

app_name = "core"
urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("zone/", views.choose_zone, name="zone"),
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
]
