"""Abuse 32: a request that names another host gets 400, and no link ever names it."""

import pytest
from django.conf import settings
from django.test import Client

from tests.abuse.walks import addresses, pages
from tests.world import World


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver@evil.example", "evil.example:80", "testserver.evil.example"]
)
def test_32_another_host_gets_400(host: str, world: World, client: Client) -> None:
    answered = {
        route: client.get(address, headers={"Host": host}).status_code
        for route, address in addresses(world).items()
    }
    assert {route for route, status in answered.items() if status != 400} == set()


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded"])
def test_32_no_page_believes_a_forwarded_host(header: str, world: World, client: Client) -> None:
    for route, address in addresses(world, pages()).items():
        answer = client.get(address, headers={header: "evil.example"})
        body = b"" if answer.streaming else answer.content
        assert b"evil.example" not in body + answer.headers.get("Location", "").encode(), route


def test_32_letters_use_the_configured_address() -> None:
    assert settings.SITE_URL.startswith("http")
    assert settings.USE_X_FORWARDED_HOST is False
