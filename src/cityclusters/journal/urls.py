"""Addresses of this app."""

from django.urls import path

from cityclusters.journal.views import drafts, follow_ups, letters, worker

app_name = "journal"
urlpatterns = [
    path("follow-ups/", follow_ups.follow_ups, name="follow-ups"),
    path("follow-ups/<str:public_id>/", follow_ups.follow_up, name="follow-up"),
    path("follow-ups/<str:public_id>/<slug:change>/", follow_ups.change, name="follow-up-change"),
    path("letters/", letters.letters, name="letters"),
    path("letters/test/", letters.test, name="test-letter"),
    path("letters/failed/sending/", letters.send_all, name="send-failed"),
    path("letters/<str:public_id>/", letters.letter, name="letter"),
    path("letters/<str:public_id>/sending/", letters.send_again, name="send-letter"),
    path("demo-mail/", letters.demo_mail, name="demo-mail"),
    path("worker/", worker.worker, name="worker"),
    path("worker/tasks/<uuid:pk>/run/", worker.run_again, name="run-task"),
    path("drafts/<str:form_key>/", drafts.draft, name="draft"),
    path("drafts/<str:form_key>/removal/", drafts.drop_draft, name="drop-draft"),
]
