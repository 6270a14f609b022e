"""Addresses of this app. What has a name of its own stands before what is found by an id."""

from django.urls import path

from cityclusters.questions.views import asking, care, links, posts, questions, replies, wordings

app_name = "questions"
POST = "questions/posts/<slug:kind>/<str:public_id>"
urlpatterns = [
    path("questions/", questions.listing, name="list"),
    path("questions/mine/", questions.mine, name="mine"),
    path("questions/desk/", care.desk, name="desk"),
    path("questions/replies/", replies.library, name="replies"),
    path("questions/asked/<str:token>/", links.asked, name="asked"),
    path("questions/stop/<str:token>/", links.stop, name="stop"),
    path("questions/decisions/<str:public_id>/", posts.decision, name="decision"),
    path("questions/files/<str:public_id>/<slug:part>/", questions.file, name="file"),
    path("questions/answers/<str:public_id>/thanks/", asking.thank, name="thank"),
    path(f"{POST}/edit/", posts.edit, name="post-edit"),
    path(f"{POST}/history/", wordings.history, name="post-history"),
    path(f"{POST}/history/<int:key>/removal/", wordings.remove, name="post-wording"),
    path(f"{POST}/sorting/", posts.sort, name="post-sort"),
    path(f"{POST}/report/", posts.report, name="post-report"),
    path(f"{POST}/withdrawal/", posts.withdraw, name="post-withdraw"),
    path(f"{POST}/release/", posts.release, name="post-release"),
    path(f"{POST}/measure/", posts.measure, name="post-measure"),
    path("spaces/<slug:slug>/questions/new/", asking.ask, name="ask"),
    path("questions/<str:public_id>/", questions.detail, name="detail"),
    path("questions/<str:public_id>/answers/", asking.answer, name="answer"),
    path("questions/<str:public_id>/ours-too/", asking.ours_too, name="ours-too"),
    path("questions/<str:public_id>/not-ours/", asking.not_ours, name="not-ours"),
    path("questions/<str:public_id>/following/", asking.follow, name="follow"),
    path("questions/<str:public_id>/meeting/", asking.meeting, name="meeting"),
    path("questions/<str:public_id>/people/", care.people, name="people"),
    path("questions/<str:public_id>/due/", care.due, name="due"),
    path("questions/<str:public_id>/reply/", replies.reply, name="reply"),
    path("questions/<str:public_id>/reply/writing/", replies.write, name="reply-write"),
    path("questions/<str:public_id>/reply/preview/", replies.preview, name="reply-preview"),
    path("questions/<str:public_id>/reply/publication/", replies.publish, name="reply-publish"),
    path("questions/<str:public_id>/reply/removal/", replies.drop, name="reply-drop"),
]
