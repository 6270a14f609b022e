"""Addresses of this app: the directory of organisations, the account, signing in."""

from django.urls import URLPattern, path, re_path

from cityclusters.people.views import directory, me, sign_in

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("organisations/", directory.organisations, name="organisations"),
    path("organisations/suggest/", directory.suggest, name="suggest-organisations"),
    # Ten characters, so that words like "new" and "waiting" are free for upper apps.
    re_path(r"^organisations/(?P<public_id>[2-9a-z]{10})/$", directory.organisation, name="organisation"),
    path("account/login/demo/", sign_in.demo_sign_in, name="demo-sign-in"),
    path("me/", me.me, name="me"),
]
