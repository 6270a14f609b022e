"""Abuse 32: a request that names another host gets 400, and no link ever names it."""

import pytest
from django.conf import settings
from django.test import Client

from tests.abuse.walks import addresses
from tests.test_access import ROWS
from tests.world import World


@pytest.mark.parametrize("route", [row.route for row in ROWS])
def test_32_another_host_gets_400(route: str, world: World, client: Client) -> None:
    for host in ("evil.example", "testserver@evil.example", "evil.example:80", "testserver.evil.example"):
        assert client.get(addresses(world)[route], headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-URL"])
def test_32_no_page_believes_a_forwarded_host(header: str, world: World, client: Client) -> None:
    for address in addresses(world).values():
        response = client.get(address, headers={header: "evil.example"})
        body = b"" if response.streaming else response.content
        assert b"evil.example" not in body + response.headers.get("Location", "").encode()


def test_32_letters_use_the_configured_address() -> None:
    assert settings.SITE_URL.startswith("http")
    assert settings.USE_X_FORWARDED_HOST is False
