"""Addresses of calls, screening, reviews, decisions and guides."""

from django.urls import URLPattern, path

from cityclusters.practices.views import (
    call_work,
    calls,
    decisions,
    guides,
    reviews,
    screening,
    worklist,
)

CALL = "calls/<str:public_id>"
ONE = "practices/<str:public_id>"
REVIEW = "reviews/<str:public_id>"
CALLS: list[URLPattern] = [
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", call_work.create, name="call-new"),
    path(f"{CALL}/", calls.call, name="call"),
    path(f"{CALL}/writing/", call_work.edit, name="call-edit"),
    path(f"{CALL}/criteria/", call_work.edit_criteria, name="call-criteria"),
    path(f"{CALL}/team/", call_work.team, name="call-team"),
    path(f"{CALL}/team/<str:person>/removal/", call_work.remove_manager, name="call-remove-manager"),
    path(f"{CALL}/partners/", call_work.add_partner, name="call-add-partner"),
    path(
        f"{CALL}/partners/<str:organisation>/removal/", call_work.remove_partner, name="call-remove-partner"
    ),
    path(f"{CALL}/practices/", worklist.of_call, name="call-submissions"),
    path(f"{CALL}/practices.csv", worklist.call_file, {"ending": "csv"}, name="call-csv"),
    path(f"{CALL}/practices.xlsx", worklist.call_file, {"ending": "xlsx"}, name="call-xlsx"),
    path(f"{CALL}/acts/<slug:act>/", call_work.move, name="call-move"),
]
JUDGING: list[URLPattern] = [
    *CALLS,
    path("submissions/", worklist.without_call, name="submissions"),
    path("submissions/together/", worklist.together, name="submissions-together"),
    path("submissions.csv", worklist.file, {"ending": "csv"}, name="submissions-csv"),
    path("submissions.xlsx", worklist.file, {"ending": "xlsx"}, name="submissions-xlsx"),
    path(f"{ONE}/screening/", screening.screen, name="screen"),
    path(f"{ONE}/questions/", screening.ask_author, name="ask-author"),
    path(f"{ONE}/reviewers/", screening.ask_reviewers, name="reviewers"),
    path(f"{ONE}/reviewers/<str:review>/ending/", screening.end_review, name="end-review"),
    path(f"{ONE}/decision/", decisions.decide, name="decide"),
    path(f"{ONE}/answers/", decisions.answers, name="answers"),
    path(f"{ONE}/answers/<int:key>/", decisions.reply, name="reply"),
    path(f"{REVIEW}/", reviews.review, name="review"),
    path(f"{REVIEW}/answer/", reviews.answer, name="review-answer"),
    path(f"{REVIEW}/conflict/", reviews.conflict, name="review-conflict"),
    path(f"{REVIEW}/question/", reviews.ask, name="review-question"),
    path("guides/", guides.guides, name="guides"),
    path("guides/new/", guides.create, name="guide-new"),
    path("guides/<str:public_id>/writing/", guides.edit, name="guide-edit"),
    path("guides/<str:public_id>/removal/", guides.remove, name="guide-remove"),
    path("guides/<str:public_id>/report/", guides.report, name="guide-report"),
]
