"""Addresses of the report on an exchange."""

from django.urls import URLPattern, path

from cityclusters.surveys.views import report

HERE = "exchanges/<str:public_id>/report"
routes: list[URLPattern] = [
    path(f"{HERE}/", report.report, name="report"),
    path(f"{HERE}.docx", report.docx, name="report-docx"),
    path(f"{HERE}.xlsx", report.xlsx, name="report-xlsx"),
    path(f"{HERE}/publication/", report.publication, name="publish-report"),
    path(f"{HERE}/completion/", report.reported, name="mark-reported"),
]
