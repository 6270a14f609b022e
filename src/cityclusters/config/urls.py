"""Addresses: one line per app."""

from django.urls import include, path

urlpatterns = [
    path("", include("cityclusters.core.urls")),
    path("account/", include("cityclusters.people.account_urls")),
    path("", include("cityclusters.places.urls")),
    path("", include("cityclusters.people.urls")),
    path("", include("cityclusters.journal.urls")),
    path("", include("cityclusters.spaces.urls")),
    path("", include("cityclusters.exchanges.urls")),
    path("", include("cityclusters.surveys.urls")),
    path("", include("cityclusters.pages.urls")),
    path("", include("cityclusters.api.urls")),
]
