"""Addresses: one line per app."""

from django.urls import include, path

urlpatterns = [
    path("", include("cityclusters.core.urls")),
    path("account/", include("cityclusters.people.account_urls")),
    path("", include("cityclusters.places.urls")),
    path("", include("cityclusters.people.urls")),
    path("", include("cityclusters.journal.urls")),
    path("", include("cityclusters.incoming.urls")),
    path("", include("cityclusters.spaces.urls")),
    path("", include("cityclusters.questions.urls")),
    path("", include("cityclusters.practices.urls")),
    path("", include("cityclusters.exchanges.urls")),
    path("", include("cityclusters.surveys.urls")),
    path("", include("cityclusters.support.urls")),
    path("", include("cityclusters.groups.urls")),
    path("", include("cityclusters.projects.urls")),
    path("", include("cityclusters.booklets.urls")),
    path("", include("cityclusters.digests.urls")),
    path("", include("cityclusters.search.urls")),
    path("", include("cityclusters.pages.urls")),
    path("", include("cityclusters.api.urls")),
]
