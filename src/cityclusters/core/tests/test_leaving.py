"""Leaving a page without a trace (rule LP5, trap T18), as far as answers show it; the rest in a real browser,
see tests/browser/test_leaving.py."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from cityclusters.core.leaving import leaves_nothing, mark, open_and_leaves_nothing
from cityclusters.core.logs import WithoutAddresses
from cityclusters.people.models import Person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@leaves_nothing
def _signed_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse("words")


@open_and_leaves_nothing
def _open(request: HttpRequest) -> HttpResponse:
    return HttpResponse("words")


def _request(person: object, **cookies: str) -> HttpRequest:
    request = RequestFactory().get("/somewhere/secret/")
    request.user = person  # type: ignore[assignment]
    request.COOKIES.update(cookies)
    return request


def test_the_way_out_is_a_plain_link_that_ends_the_session(client: Client, newcomer: Person) -> None:
    client.force_login(newcomer, backend=BACKEND)
    answer = client.get("/rest/")
    assert answer["Location"] == "/hello/?now"
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies["session"]["max-age"] == 0
    assert "_auth_user_id" not in client.session


def test_a_link_on_somebody_elses_site_signs_nobody_out(client: Client, newcomer: Person) -> None:
    client.force_login(newcomer, backend=BACKEND)
    answer = client.get("/rest/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer["Location"] == "/hello/"
    assert "Clear-Site-Data" not in answer
    assert "_auth_user_id" in client.session


def test_the_neutral_page_names_no_sensitive_room_and_sets_no_other_cookie(client: Client) -> None:
    answer = client.get("/hello/?now")
    page = answer.content.decode().lower()
    assert not [word for word in ("violence", "counsel", "leave", "rest/", "safe") if word in page]
    assert set(answer.cookies) == {"hello"}
    assert set(client.get("/hello/").cookies) == set()


def test_LP5_pages_are_kept_by_nobody(newcomer: Person) -> None:
    for answer in (_signed_in(_request(newcomer)), _open(_request(newcomer))):
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, noarchive"


def test_a_page_with_a_form_says_its_own_origin() -> None:
    assert mark(HttpResponse('<form method="post">'))["Referrer-Policy"] == "same-origin"


def test_a_visitor_gets_the_neutral_page_and_no_address_to_come_back_to(client: Client) -> None:
    visitor = client.get("/hello/").wsgi_request.user
    assert _signed_in(_request(visitor))["Location"] == "/hello/"
    assert _open(_request(visitor)).status_code == 200
    assert _open(_request(visitor, hello="1"))["Location"] == "/hello/"


def test_who_is_signed_in_again_reads_on(newcomer: Person) -> None:
    assert _open(_request(newcomer, hello="1")).status_code == 200


@pytest.mark.parametrize("quiet", [True, False])
def test_LP5_the_log_knows_no_address(newcomer: Person, quiet: bool) -> None:
    request = _request(newcomer)
    request.path = "/places/abcdefgh23/"
    request.resolver_match = resolve("/places/abcdefgh23/")
    request.quiet = quiet  # type: ignore[attr-defined]
    record = logging.LogRecord("django.request", 40, "", 0, "%s: %s", ("Error", request.path), None)
    record.request = request
    assert WithoutAddresses().filter(record)
    assert "abcdefgh23" not in record.getMessage()
    assert ("leaves nothing" in record.getMessage()) is quiet


def test_the_server_keeps_no_list_of_requests() -> None:
    logging_of: Any = settings.LOGGING
    assert logging_of["handlers"]["console"]["filters"] == ["without_addresses"]
    assert logging_of["loggers"]["django.request"]["level"] == "ERROR"


@pytest.mark.parametrize("address", ["/work/", "/groups/", "/projects/"])
def test_who_has_left_does_not_come_back_by_the_pages_that_led_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    client.get("/hello/?now")
    assert client.get(address)["Location"] == "/hello/"
