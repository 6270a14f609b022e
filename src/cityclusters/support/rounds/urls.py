"""Addresses of rounds: preparing, calculating, trying, publishing, reporting."""

from django.urls import URLPattern, path

from cityclusters.support.rounds.views import lists, publishing, report, results, trials, work

ONE = "rounds/<str:public_id>"
RUN = f"{ONE}/runs/<int:number>"
ROUNDS: list[URLPattern] = [
    path("rounds/", lists.listing, name="rounds"),
    path("rounds/how-it-decides/", lists.how, name="round-how"),
    path("rounds/new/", work.create, name="round-new"),
    path(f"{ONE}/", work.page, name="round"),
    path(f"{ONE}/demand/", work.demand, name="round-demand"),
    path(f"{ONE}/rules/", work.edit, name="round-edit"),
    path(f"{ONE}/confirmations/", work.ask, name="round-ask"),
    path(f"{ONE}/runs/", work.start, name="round-start"),
    path(f"{ONE}/what-if/", trials.what_if, name="round-what-if"),
    path(f"{ONE}/publication/", publishing.publish, name="round-publish"),
    path(f"{ONE}/closing/", publishing.close, name="round-close"),
    path(f"{ONE}/report/", report.page, name="round-report"),
    path(f"{ONE}/report.docx", report.docx, name="round-report-docx"),
    path(f"{ONE}/report.xlsx", report.xlsx, name="round-report-xlsx"),
    path(f"{RUN}/", results.run, name="run"),
    path(f"{RUN}/again/", work.again, name="run-again"),
    path(f"{RUN}/hosts/", results.hosts, name="run-hosts"),
    path(f"{RUN}/problem.json", results.problem, name="run-file"),
    path(f"{RUN}/kept/", trials.keep, name="run-keep"),
    path(f"{RUN}/needs/<str:need>/", results.need, name="run-need"),
    path(f"{ONE}/needs/<str:need>/wanted/", trials.wanted, name="round-wanted"),
    path(f"{ONE}/needs/<str:need>/wanted/<str:offer>/removal/", trials.unsay, name="round-unsay"),
]
