"""Every journey works with keys alone: the focus is seen at each stop, never trapped and never lost, and goes
from stop to stop as one reads, from right to left where the language does."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import states
from tests.browser.conftest import Reader
from tests.browser.keyboard import MOST_STOPS, Keyboard
from tests.browser.site import Site
from tests.browser.steps import choose_language, sign_in

# All stops of the page; of radio buttons that belong together one is a stop.
STOPS = """() => {
  const may = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const all = [...document.querySelectorAll(may)];
  const seen = all.filter(each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0);
  const stops = [];
  for (const each of seen) {
    const group = each.type === 'radio' && each.name;
    const others = group ? seen.filter(other => other.type === 'radio' && other.name === group) : [each];
    const chosen = others.find(other => other.checked) || others[0];
    if (each === chosen) stops.push(each);
  }
  window.stops = stops;
  return stops.length;
}"""
WHICH = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), number = window.stops.indexOf(at);
  return [number, box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY];
}"""
Box = tuple[float, float, float, float]
SLACK = 4  # pixels: boxes of one line differ a little


def _comes_after(box: Box, before: Box, rtl: bool) -> bool:
    """Whether one reads the box after the other: it stands below, or further on in the line or in columns."""
    left, top, right, _bottom = box
    left_before, _top, right_before, bottom_before = before
    if top >= bottom_before - SLACK:
        return True
    return right <= left_before + SLACK if rtl else left >= right_before - SLACK


def _walk(page: Page, rtl: bool) -> list[str]:
    """Goes through the whole page by Tab; what is wrong about the way."""
    keyboard, wrong = Keyboard(page), list[str]()
    count: int = page.evaluate(STOPS)
    last, box_before, reached = -1, None, set[int]()
    for _stop in range(count + MOST_STOPS):
        name = keyboard.tab()
        number, *box = page.evaluate(WHICH)
        if not name or number == last or number < 0:  # a field of several parts, a table that scrolls
            if len(reached) == count:
                break
            continue
        if number in reached:
            break
        if box_before and not _comes_after(tuple(box), box_before, rtl):
            wrong.append(f"against the reading order: {name}")
        # The first stop, the link past the head, comes out of nowhere and lies above the others.
        last, box_before = number, tuple(box) if number else None
        reached.add(number)
    if len(reached) != count:
        wrong.append(f"only {len(reached)} of {count} stops on {page.url}")
    return wrong + keyboard.wrong


@pytest.fixture(scope="module")
def made(module_site: Site) -> dict[str, str]:
    return states.prepare(module_site)


OF_VISITORS = ["/", "/exchanges/", "/exchanges/uzbekstan2/", "/places/?q=Yichun", "/account/login/"]
OF_OFFICERS = ["/my-work/", "/exchanges/uzbekstan2/manage/", "/exchanges/nothing222/manage/programme/"]


@pytest.mark.parametrize(("language", "device"), [("en", "desktop"), ("ar", "desktop"), ("ar", "phone")])
def test_one_goes_through_a_page_as_one_reads_it(
    reader: Reader, module_site: Site, made: dict[str, str], language: str, device: str
) -> None:
    page = reader(language=language, device=device, at=module_site)
    wrong = []
    for address in OF_VISITORS:
        page.goto(address)
        wrong += [f"{address}: {found}" for found in _walk(page, language == "ar")]
    sign_in(page, states.OFFICER)
    choose_language(page, language)
    for address in OF_OFFICERS:
        page.goto(address)
        wrong += [f"{address}: {found}" for found in _walk(page, language == "ar")]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_key_leads_past_the_head(reader: Reader, language: str) -> None:
    page = reader(language=language)
    page.goto("/exchanges/")
    keyboard = Keyboard(page)
    keyboard.tab()
    keyboard.stays(".skip")
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    keyboard.press("Enter")
    keyboard.stays("main#content")
    keyboard.tab()
    keyboard.stays("main .tabs a")
    keyboard.tab(back=True)
    keyboard.tab(back=True)
    keyboard.stays("header a, header a *")
    assert not keyboard.wrong


def test_the_language_is_chosen_in_the_foot(reader: Reader, site: Site) -> None:
    page = reader(at=site)
    page.goto("/about/")
    keyboard = Keyboard(page)
    keyboard.to("#foot-language", back=True)
    keyboard.press("ArrowDown")
    keyboard.tab()
    keyboard.go()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.url.endswith("/about/")
    assert not keyboard.wrong


def _enter(keyboard: Keyboard, role: str) -> None:
    """Signs in as one of the cast."""
    keyboard.page.goto("/account/login/")
    name = keyboard.page.get_by_role("button", name=role, exact=True)
    for _stop in range(MOST_STOPS):
        keyboard.tab()
        if name.evaluate("each => each === document.activeElement"):
            keyboard.go()
            return
    raise AssertionError(f"No key leads to {role}")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_delegate_registers_gives_the_seat_back_and_takes_it_again(
    reader: Reader, module_site: Site, javascript: bool
) -> None:
    page = reader(javascript=javascript, at=module_site)
    keyboard = Keyboard(page)
    _enter(keyboard, "Data steward" if javascript else "Newcomer without a post")
    page.goto("/exchanges/markets222/")
    keyboard.to("main a[href$='/registration/']").go()
    keyboard.to("main [name=listed]").press("Space")
    keyboard.to("main form button").go()
    main = page.get_by_role("main")
    keyboard.to("main a[href$='/cancellation/']").go()
    keyboard.to("main button.danger").go("Space")
    keyboard.to("main form[action$='/restoration/'] button").go()
    expect(main.locator("form[action$='/restoration/']")).to_have_count(0)
    assert not keyboard.wrong, keyboard.wrong


def test_a_survey_is_answered(reader: Reader, module_site: Site, made: dict[str, str]) -> None:
    page = reader(at=module_site)
    page.goto(f"/surveys/answer/{made['token']}/?in=en")
    keyboard = Keyboard(page)
    for group in page.locator("main form fieldset").all():
        name = group.locator("input").first.get_attribute("name")
        keyboard.to(f"[name='{name}']").press("Space")
        keyboard.press("ArrowDown")
        expect(group.locator("input").nth(1)).to_be_checked()
        keyboard.stays(f"[name='{name}']")
    keyboard.to("main textarea", back=True)
    page.keyboard.type("More time for questions.")
    keyboard.to("button[value=send]").go()
    expect(page.locator(".notice.ok")).to_be_visible()
    assert not keyboard.wrong, keyboard.wrong


def test_a_place_is_found_in_the_list_under_the_box(reader: Reader, module_site: Site) -> None:
    page = reader(at=module_site)
    keyboard = Keyboard(page)
    _enter(keyboard, "Newcomer without a post")
    page.goto("/me/profile/")
    keyboard.write("[name=place]", "Yichun")
    options = page.locator("[role=option]")
    expect(options).not_to_have_count(0)
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    keyboard.stays("[name=place]")
    page.keyboard.type(" ")
    expect(options.first).to_be_visible()
    keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]").inner_text()
    keyboard.press("Enter")
    expect(page.locator("[name=place]")).to_have_value(chosen)
    keyboard.stays("[name=place]")
    keyboard.to("main form button").go()
    page.goto("/me/profile/")
    expect(page.locator("[name=place]")).to_have_value(chosen)
    assert not keyboard.wrong, keyboard.wrong


def test_a_place_is_chosen_where_there_is_no_script(reader: Reader, module_site: Site) -> None:
    page = reader(javascript=False, at=module_site)
    keyboard = Keyboard(page)
    _enter(keyboard, "Deputy mayor, Margilan")
    page.goto("/me/profile/")
    keyboard.write("[name=place]", "Yichun").go("Enter")
    expect(page.get_by_text("Which place do you mean?")).to_be_visible()
    keyboard.to("[name=place_choice]").press("Space")
    chosen = page.locator("[name=place_choice]:checked").get_attribute("value")
    keyboard.to("main form button").go()
    page.goto("/me/profile/")
    expect(page.locator("[name=place_id]")).to_have_value(chosen or "no choice")
    assert not keyboard.wrong, keyboard.wrong


def test_an_officer_adds_a_session(reader: Reader, module_site: Site, made: dict[str, str]) -> None:
    page = reader(at=module_site)
    keyboard = Keyboard(page)
    _enter(keyboard, states.OFFICER)
    page.goto("/exchanges/nothing222/manage/programme/")
    keyboard.to("main details summary").press("Enter")  # it is open while there is no session
    expect(page.locator("main details").first).not_to_have_attribute("open", "")
    keyboard.press("Space")
    keyboard.write("[name=title]", "By keys")
    keyboard.to("[name=day]")
    page.keyboard.type("11022036")
    keyboard.to("[name=starts]")
    page.keyboard.type("1000AM")
    keyboard.to("[name=ends]")
    page.keyboard.type("1130AM")
    keyboard.go("Enter")
    expect(page.get_by_role("main")).to_contain_text("By keys")
    expect(page.get_by_role("main")).to_contain_text("10:00–11:30")
    assert not keyboard.wrong, keyboard.wrong
