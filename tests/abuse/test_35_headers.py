"""Abuse 35: every answer carries the headers that keep frames, sniffing and other hosts out."""

import os
import subprocess
import sys

import pytest

from tests.abuse.walks import addresses
from tests.test_access import SignIn
from tests.world import World

pytestmark = pytest.mark.page

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# Prints the cookies and the headers of a server whose address begins with https.
SERVER = """
import django
django.setup()
from django.test import Client
answer = Client().get("/account/login/", secure=True, headers={"Host": "cities.example"})
print(answer.status_code, answer.cookies.output(), answer.headers.get("Strict-Transport-Security"))
print(Client().get("/account/login/", headers={"Host": "cities.example"}).headers.get("Location"))
"""


@pytest.mark.parametrize("role", ["visitor", "officer"])
def test_35_every_answer_is_guarded(role: str, world: World, as_person: SignIn) -> None:
    browser = as_person(world.people[role])
    for route, address in addresses(world).items():
        headers = browser.get(address).headers
        parts = [part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";")]
        stated = {name: sources for name, _blank, sources in parts}
        # A file from somebody else stands in a sandbox, where nothing may run at all.
        assert "sandbox" in stated or {name: stated.get(name) for name in POLICY} == POLICY, route
        assert stated["default-src"] == "'none'", route
        assert "unsafe" not in headers["Content-Security-Policy"], route
        assert headers["X-Frame-Options"] == "DENY", route
        assert headers["X-Content-Type-Options"] == "nosniff", route
        assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, route
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", route
        assert "camera=()" in headers["Permissions-Policy"], route


def test_35_what_a_signed_in_person_sees_stays_out_of_shared_caches(world: World, as_person: SignIn) -> None:
    browser = as_person(world.people["officer"])
    for route, address in addresses(world).items():
        words = browser.get(address).headers.get("Cache-Control", "").replace(",", " ").split()
        assert {"private", "no-store"} & set(words), route


def test_35_with_https_cookies_belong_to_this_host_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = {
        "DJANGO_SETTINGS_MODULE": "cityclusters.config.settings_test",
        "CITYCLUSTERS_DEMO": "0",
        "CITYCLUSTERS_DATA": str(tmp_path_factory.mktemp("https")),
        "CITYCLUSTERS_DATABASE": "",
        "CITYCLUSTERS_SITE_URL": "https://cities.example",
        "CITYCLUSTERS_HOSTS": "cities.example",
        "CITYCLUSTERS_SECRET_KEY": "x9" * 10 + "-a-key-that-only-this-test-knows-and-uses",
    }
    made = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{SERVER}"],
        env=os.environ | settings,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    guarded, plain = made.stdout.strip().splitlines()
    assert guarded.startswith("200 Set-Cookie: __Host-csrf=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "max-age=31536000; includeSubDomains"):
        assert part in guarded
    assert "Domain=" not in guarded
    assert plain == "https://cities.example/account/login/"
