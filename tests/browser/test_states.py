"""Empty lists, refused forms and pages of errors have no barrier either: at a desk in English, on a phone in
Arabic. A page that offers nothing or refuses something is where help is needed most."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser import states
from tests.browser.axe import axe, probe
from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.states import State
from tests.browser.steps import choose_language

READERS = [("en", "desktop"), ("ar", "phone")]
WAIT = 20_000  # milliseconds: a file is read by the worker
# Every refused field says what is wrong with it to those who only hear the page, too.
TIED = """() => [...document.querySelectorAll('main .field.wrong')].flatMap(field => {
  const found = [];
  const ids = [...field.querySelectorAll('[aria-describedby]')]
    .flatMap(each => each.getAttribute('aria-describedby').split(' '));
  const named = ids.filter(Boolean).map(id => document.getElementById(id));
  if (named.includes(null)) found.push('described by nothing');
  const words = field.querySelector('.errorlist');
  if (words && !named.some(each => each?.contains(words))) found.push('refused without a word');
  if (!field.querySelector('fieldset, [aria-invalid=true]')) found.push('not said to be wrong');
  return found.map(what => what + ': ' + field.textContent.trim().slice(0, 60));
})"""


def _wrong(page: Page, state: State, made: dict[str, str], language: str) -> list[str]:
    """Brings the page into the state and looks at it."""
    status = states.show(page, state, {**made, "language": language})
    if isinstance(state.sign, int):
        assert status == state.sign, state
    else:
        expect(page.locator(state.sign).filter(visible=True).first, str(state)).to_be_visible(timeout=WAIT)
    tied: list[str] = page.evaluate(TIED)
    return [f"{state}: {found}" for found in [*axe(page), *probe(page, language), *tied]]


def look(page: Page, role: str, rows: Sequence[State], made: dict[str, str], language: str) -> None:
    """Signs in, brings up each of the pages, and looks at it."""
    states.enter(page, role)
    if role:
        choose_language(page, language)
    wrong = [found for state in rows for found in _wrong(page, state, made, language)]
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def made(module_site: Site) -> dict[str, str]:
    return states.prepare(module_site)


@pytest.mark.parametrize(("language", "device"), READERS)
@pytest.mark.parametrize("role", states.STATES)
def test_nothing_found_and_nothing_accepted(
    reader: Reader, module_site: Site, made: dict[str, str], role: str, language: str, device: str
) -> None:
    page = reader(device=device, language=language, at=module_site)
    look(page, role, states.STATES[role], made, language)


@pytest.mark.parametrize(("language", "device"), READERS)
@pytest.mark.parametrize("rows", [states.EMPTY_WORK, states.WRONG_WORK], ids=["empty", "refused"])
def test_an_exchange_with_nothing_in_it(
    reader: Reader, module_site: Site, made: dict[str, str], rows: list[State], language: str, device: str
) -> None:
    page = reader(device=device, language=language, at=module_site)
    look(page, states.OFFICER, rows, made, language)


@pytest.mark.parametrize(("language", "device"), READERS)
def test_a_form_from_elsewhere_and_a_wrong_code(
    reader: Reader, module_site: Site, language: str, device: str
) -> None:
    page = reader(device=device, language=language, at=module_site)
    page.goto("/account/login/")
    page.context.clear_cookies()
    with page.expect_navigation() as sent:
        page.locator("form:has([name=login])").evaluate("form => { form.noValidate = true; form.submit(); }")
    assert sent.value.status == 403
    assert [*axe(page), *probe(page, language)] == []
    page.goto("/account/login/")
    page.fill("[name=login]", "officer@programme.example")
    page.locator("form:has([name=login]) button").click()
    page.fill("[name=code]", "0000-0000")
    page.locator("form:has([name=code]) button").first.click()
    expect(page.locator(states.REFUSED).first).to_be_visible()
    assert [*axe(page), *probe(page, language), *page.evaluate(TIED)] == []
