"""Addresses of this app: answering by personal link, statements of need, the officers' work on a survey."""

from django.urls import URLPattern, path, re_path

from cityclusters.surveys import urls_report
from cityclusters.surveys.views import answer, manage, mine, needs, questions, upload

app_name = "surveys"
MANAGE = "exchanges/<str:public_id>/manage/survey/"
ONE = f"{MANAGE}<str:survey>/"
ASK = r"^exchanges/(?P<public_id>\w+)/manage/survey/(?P<survey>\w+)/"

urlpatterns: list[URLPattern] = [
    path("surveys/answer/<str:token>/", answer.answer, name="answer"),
    path("surveys/answer/<str:token>/draft/", answer.draft, name="draft"),
    path("surveys/need/<str:token>/", needs.write_by_link, name="need-by-link"),
    path("statements/", needs.listed, name="needs"),
    path("statements/<str:public_id>/", needs.detail, name="need"),
    re_path(
        r"^statements/(?P<public_id>\w+)/(?P<act>signature|refusal|withdrawal|contact)/$",
        needs.act,
        name="need-act",
    ),
    path("exchanges/<str:public_id>/survey/", mine.mine, name="mine"),
    path("exchanges/<str:public_id>/need/", needs.write, name="write-need"),
    path("questions/<str:public_id>/need/", needs.write_from_question, name="write-need-from-question"),
    path(MANAGE, manage.surveys, name="list"),
    path("exchanges/<str:public_id>/manage/later-survey/", manage.plan_follow_up, name="plan-follow-up"),
    path(ONE, manage.overview, name="overview"),
    path(f"{ONE}settings/", manage.edit, name="edit"),
    path(f"{ONE}check/", manage.check, name="check"),
    path(f"{ONE}closing-time/", manage.move_closing, name="move-closing"),
    re_path(f"{ASK}(?P<act>opening|closing|copy|deletion)/$", manage.confirm, name="confirm"),
    path(f"{ONE}questions/", questions.questions, name="questions"),
    path(f"{ONE}questions/preview/", questions.preview, name="preview"),
    path(f"{ONE}questions/table/", questions.download, name="table"),
    path(f"{ONE}questions/upload/", upload.upload, name="upload"),
    path(f"{ONE}questions/upload/confirmation/", upload.confirm_upload, name="confirm-upload"),
    path(f"{ONE}questions/new/<str:kind>/", questions.add, name="add-question"),
    path(f"{ONE}question/<str:code>/", questions.edit, name="edit-question"),
    path(f"{ONE}question/<str:code>/removal/", questions.remove, name="remove-question"),
    re_path(f"{ASK}question/(?P<code>[\\w-]+)/(?P<way>up|down)/$", questions.move, name="move-question"),
    *urls_report.routes,
]
