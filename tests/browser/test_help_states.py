"""The pages of Help have no barrier in any state: at a desk in English, on a phone in Arabic; empty lists,
refused forms, and what waits for an answer."""

import json

import pytest

from tests.browser import help_states
from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.test_states import READERS, look


@pytest.fixture(scope="module")
def made(module_site: Site) -> dict[str, str]:
    """The words that the addresses of the states name."""
    printed = module_site.run("shell", "-v", "0", "-c", help_states.PREPARE)
    found: dict[str, str] = json.loads(printed.splitlines()[-1])
    return found


@pytest.mark.parametrize(("language", "device"), READERS)
@pytest.mark.parametrize("role", help_states.STATES)
def test_help_in_every_state(
    reader: Reader, module_site: Site, made: dict[str, str], role: str, language: str, device: str
) -> None:
    page = reader(device=device, language=language, at=module_site)
    look(page, role, help_states.STATES[role], made, language)
