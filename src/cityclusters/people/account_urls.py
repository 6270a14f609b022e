"""The addresses of signing in. Only those of the library that work without passwords: its pages for setting,
changing and resetting one do not exist here."""

from allauth.account import views as library
from django.urls import path
from django.views.generic import RedirectView

from cityclusters.people.views import sign_in

urlpatterns = [
    path("login/", sign_in.login, name="account_login"),
    # The library leads here when a code has run out or was wrong too often.
    path("login/again/", sign_in.login, name="account_request_login_code"),
    path("login/code/", library.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", library.logout, name="account_logout"),
    path("closed/", library.account_inactive, name="account_inactive"),
    path("signup/", sign_in.sign_up, name="account_signup"),
    path("signup/code/", library.email_verification_sent, name="account_email_verification_sent"),
    # The library sends people here who are signed in already.
    path("email/", RedirectView.as_view(pattern_name="people:me"), name="account_email"),
]
