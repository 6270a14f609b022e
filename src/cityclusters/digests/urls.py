"""Addresses of this app."""

from django.urls import path

from cityclusters.digests.views import mine, stop

app_name = "digests"
urlpatterns = [
    path("me/e-mail/", mine.mine, name="mine"),
    path("me/e-mail/preview/", mine.preview, name="preview"),
    path("me/e-mail/end/", mine.end, name="end"),
    path("me/e-mail/address/", mine.resume, name="resume"),
    path("e-mail/stop/<str:token>/", stop.stop, name="stop"),
]
