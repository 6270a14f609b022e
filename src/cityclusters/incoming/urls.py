"""Addresses of this app."""

from django.urls import path

from cityclusters.incoming.views import confirm, mails

app_name = "incoming"
urlpatterns = [
    path("mail/", mails.mails, name="mails"),
    path("mail/pauses/", mails.pauses, name="pauses"),
    path("mail/pauses/<int:key>/end/", mails.lift, name="lift"),
    path("mail/written/<str:code>/", confirm.confirm, name="confirm"),
    path("mail/<str:public_id>/", mails.mail, name="mail"),
    path("mail/<str:public_id>/<slug:act>/", mails.decide, name="decide"),
]
