"""Addresses of this app."""

from django.urls import path

from cityclusters.journal.views import drafts

app_name = "journal"
urlpatterns = [
    path("drafts/<str:form_key>/", drafts.draft, name="draft"),
    path("drafts/<str:form_key>/removal/", drafts.drop_draft, name="drop-draft"),
]
