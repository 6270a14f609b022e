"""Addresses of this app. What one does is a noun: POST …/registration/, …/cancellation/."""

from django.urls import URLPattern, path, re_path

from cityclusters.exchanges import urls_attendance
from cityclusters.exchanges.views import (
    contributors,
    detail,
    lists,
    manage,
    media,
    partners,
    programme,
    quotes,
    registration,
    registrations,
)

app_name = "exchanges"

ONE = "exchanges/<str:public_id>/"
WORK = f"{ONE}manage/"
SESSION = f"{WORK}sessions/<str:session_id>/"
GIVEN = f"{WORK}contributions/<str:given_id>/"
SEAT = "registrations/<str:public_id>/"

people: list[URLPattern] = [
    path(f"{ONE}registration/", registration.register, name="register"),
    path(f"{ONE}delegation/", registration.delegation, name="delegation"),
    path(f"{ONE}participants/", detail.participants, name="participants"),
    path(SEAT, registration.registration, name="registration"),
    path(f"{SEAT}cancellation/", registration.cancellation, name="cancellation"),
    path(f"{SEAT}restoration/", registration.restoration, name="restoration"),
    path(f"{SEAT}answer/", registration.answer, name="answer"),
    path("contributors/<str:public_id>/", contributors.contributor, name="contributor"),
    path("contributors/<str:public_id>/practice/", contributors.practice, name="contributor-practice"),
]

work: list[URLPattern] = [
    path(WORK, manage.overview, name="manage"),
    path(f"{WORK}edit/", manage.edit, name="edit"),
    re_path(r"^exchanges/(?P<public_id>\w+)/manage/(?P<act>planning|opening)/$", manage.move, name="move"),
    re_path(
        r"^exchanges/(?P<public_id>\w+)/manage/(?P<act>postponement|cancellation)/$",
        manage.call_off,
        name="call-off",
    ),
    path(f"{WORK}spaces/", manage.publish, name="publish"),
    path(f"{WORK}spaces/<slug:slug>/withdrawal/", manage.withdraw, name="withdraw"),
    path(f"{WORK}balance/", manage.explain_balance, name="balance"),
    path(f"{WORK}programme/", programme.programme, name="programme"),
    path(f"{WORK}programme/rows/", programme.rows, name="rows"),
    path(f"{WORK}programme/upload/", programme.upload, name="upload"),
    path(SESSION, programme.session, name="session"),
    path(f"{SESSION}copy/", programme.copy, name="copy-session"),
    path(f"{SESSION}removal/", programme.removal, name="remove-session"),
    path(f"{SESSION}recording/", programme.recording, name="recording"),
    path(f"{WORK}partners/", partners.partners, name="partners"),
    path(f"{WORK}partners/<int:key>/removal/", partners.remove_partner, name="remove-partner"),
    path(f"{WORK}contributions/", partners.pledge, name="pledge"),
    path(f"{GIVEN}delivery/", partners.delivery, name="delivery"),
    re_path(
        r"^exchanges/(?P<public_id>\w+)/manage/contributions/(?P<given_id>\w+)/"
        r"(?P<act>confirmation|withdrawal)/$",
        partners.settle,
        name="settle",
    ),
    path(f"{WORK}contributors/", contributors.ask, name="ask"),
    path(f"{WORK}roster/", contributors.roster, name="roster"),
    path(f"{WORK}contributors/<str:contributor_id>/", contributors.change, name="change-contributor"),
    path(f"{WORK}contributors/<str:contributor_id>/removal/", contributors.remove, name="remove-contributor"),
    path(f"{WORK}media/", media.media, name="media"),
    path(f"{WORK}media/<str:picture_id>/withdrawal/", media.withdraw_picture, name="withdraw-picture"),
    path(f"{WORK}quotations/", quotes.quote, name="quote"),
    path(f"{WORK}quotations/<str:quote_id>/withdrawal/", quotes.withdraw, name="withdraw-quote"),
    path(f"{WORK}messages/", media.message, name="add-message"),
    path(f"{WORK}messages/<str:message_id>/", media.message, name="change-message"),
    path(f"{WORK}messages/<str:message_id>/removal/", media.remove_message, name="remove-message"),
    path(f"{WORK}registrations/", registrations.registrations, name="registrations"),
    re_path(
        r"^exchanges/(?P<public_id>\w+)/manage/registrations\.(?P<ending>csv|xlsx)$",
        registrations.download,
        name="registrations-file",
    ),
    path(f"{WORK}registrations/<str:seat_id>/cancellation/", registrations.cancel, name="cancel-seat"),
]

urlpatterns: list[URLPattern] = [
    path("exchanges/", lists.listing, name="list"),
    path("exchanges/new/", manage.create, name="create"),
    path("exchanges/calendar/<str:code>.ics", detail.own_calendar, name="own-calendar"),
    path(ONE, detail.detail, name="detail"),
    path(f"{ONE}calendar.ics", detail.calendar, name="calendar"),
    path(f"{ONE}messages/<str:message_id>/<str:part>", media.message_file, name="message-file"),
    re_path(
        r"^exchanges/(?P<public_id>\w+)/pictures/(?P<picture_id>\w+)/(?P<part>light|large)$",
        media.picture_file,
        name="picture-file",
    ),
    *people,
    *work,
    *urls_attendance.routes,
]
