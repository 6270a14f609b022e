"""Addresses of this app: answering by personal link, statements of need, the officers' work on a survey."""

from django.urls import URLPattern, path

from cityclusters.surveys import urls_report
from cityclusters.surveys.views import answer

app_name = "surveys"
urlpatterns: list[URLPattern] = [
    path("surveys/answer/<str:token>/", answer.answer, name="answer"),
    path("surveys/answer/<str:token>/draft/", answer.draft, name="draft"),
    *urls_report.routes,
]
