"""A facilitator's notebook: a meeting that was written down without a signal reaches the server once."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.steps import choose_language, sign_in

NOTEBOOK = "/groups/meetings/notebook/"
CAST = "Mayor, Kokand"
STORED = """async () => {
  const base = await new Promise((done) => {
    const asked = indexedDB.open("notebook");
    asked.onsuccess = () => done(asked.result);
  });
  const rows = await new Promise((done) => {
    const asked = base.transaction("entries").objectStore("entries").getAll();
    asked.onsuccess = () => done(asked.result);
  });
  const key = await new Promise((done) => {
    const asked = base.transaction("keys").objectStore("keys").get("key");
    asked.onsuccess = () => done(asked.result);
  });
  base.close();
  const text = rows.map((row) => new TextDecoder().decode(row.content.sealed));
  const plain = rows.some((row) => "plain" in row.content);
  return { text: text.join(), plain, extractable: key.extractable };
}"""


def start_group(page: Page, name: str) -> str:
    """A self-help group with two members on its list; the address of its page."""
    page.goto("/groups/new/")
    page.get_by_label("Self-help group").check()
    page.locator("#id_names").fill(name)
    page.locator("#id_place").fill("Kokand, Uzbekistan")
    page.get_by_role("button", name="Start the group").click()
    if page.url.endswith("/new/"):  # several places of that name: the page asks back
        page.locator("input[name=place_choice]").first.check()
        page.get_by_role("button", name="Start the group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    group = re.sub(r"https?://[^/]+", "", page.url)
    for member in ("First weaver", "Second weaver"):
        page.goto(f"{group}members/")
        page.locator("#id_name").fill(member)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("rowheader", name=member)).to_be_visible()
    return group


def open_notebook(page: Page) -> None:
    """Opens it with a signal, and waits until the device has it."""
    page.goto(NOTEBOOK)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => caches.match(location.pathname, {ignoreVary: true}).then(Boolean)")
    expect(page.get_by_label("Group", exact=True)).to_be_visible()


def write(page: Page, topics: str, presses: int = 1) -> None:
    """Writes a meeting down, pressing so often, as fast as one can."""
    page.get_by_label("First weaver").check()
    page.get_by_label("What did you speak about?").fill(topics)
    page.evaluate(
        """(presses) => {
          const button = document.querySelector("#notebook-form button");
          for (let number = 0; number < presses; number += 1) button.click();
        }""",
        presses,
    )


def waits(page: Page, number: int) -> None:
    """The page says how many wait on the device."""
    expect(page.locator("#nb-waits")).to_have_text(f"waiting on this device: {number}")


def enter(page: Page) -> None:
    sign_in(page, CAST)
    choose_language(page, "en")


def test_a_meeting_written_without_a_signal_reaches_the_server_once(reader: Reader, own_site: Site) -> None:
    phone = reader(device="phone", at=own_site)
    enter(phone)
    group = start_group(phone, "Weavers of the notebook")
    open_notebook(phone)
    phone.context.set_offline(True)
    phone.reload()
    write(phone, "Prices of silk", presses=2)
    waits(phone, 1)
    phone.reload()  # nothing is lost when the phone closes the page
    waits(phone, 1)
    kept = phone.evaluate(STORED)
    assert "silk" not in kept["text"]
    assert not kept["plain"]
    assert not kept["extractable"]
    phone.context.set_offline(False)
    waits(phone, 0)
    phone.goto(f"{group}meetings/")
    expect(phone.get_by_text("1 meeting", exact=True)).to_be_visible()
    phone.get_by_role("rowheader").get_by_role("link").click()
    expect(phone.get_by_text("Prices of silk")).to_be_visible()
    expect(phone.get_by_text("First weaver")).to_be_visible()


def test_an_answer_that_was_lost_does_not_make_two(reader: Reader, own_site: Site) -> None:
    page = reader(at=own_site)
    enter(page)
    group = start_group(page, "Weavers of the lost answer")
    open_notebook(page)
    lost: list[str] = []

    def lose(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]  # the server keeps it, and the device never hears so
        lost.append("once")
        route.abort()  # type: ignore[attr-defined]

    page.context.route("**/notebook/entries/", lose, times=1)
    write(page, "Dyes")
    state = page.locator("#notebook-state")
    expect(state).to_have_text("No signal: everything stays on this device.")
    assert lost
    waits(page, 1)
    page.get_by_role("button", name="Send now").click()
    waits(page, 0)
    page.goto(f"{group}meetings/")
    expect(page.get_by_text("1 meeting", exact=True)).to_be_visible()


def test_signed_out_in_between_loses_nothing(reader: Reader, own_site: Site) -> None:
    page = reader(at=own_site)
    enter(page)
    group = start_group(page, "Weavers who were signed out")
    open_notebook(page)
    page.context.set_offline(True)
    write(page, "Who sells where")
    waits(page, 1)
    session = [cookie for cookie in page.context.cookies() if cookie.get("name") != "session"]
    page.context.clear_cookies()
    page.context.add_cookies(session)  # type: ignore[arg-type]
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_text("You are signed out. Nothing is lost")).to_be_visible()
    waits(page, 1)
    assert "weaver" not in page.content()  # no names on a device whose owner signed out
    page.locator("#notebook-signin").get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name=CAST, exact=True).click()
    page.goto(NOTEBOOK)
    waits(page, 0)
    page.goto(f"{group}meetings/")
    expect(page.get_by_text("1 meeting", exact=True)).to_be_visible()


def test_another_account_does_not_send_what_is_not_its_own(reader: Reader, own_site: Site) -> None:
    page = reader(at=own_site)
    enter(page)
    start_group(page, "Weavers with one telephone")
    open_notebook(page)
    page.context.set_offline(True)
    write(page, "Nobody else's business")
    waits(page, 1)
    page.context.clear_cookies()
    page.context.set_offline(False)
    sign_in(page, "Programme officer")
    page.goto(NOTEBOOK)
    expect(page.get_by_text("This entry belongs to another account")).to_be_visible()
    waits(page, 1)


def test_the_worker_answers_for_no_other_page(reader: Reader, own_site: Site) -> None:
    page = reader(at=own_site)
    enter(page)
    start_group(page, "Weavers and the rest of the site")
    open_notebook(page)
    scopes = page.evaluate(
        "() => navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    )
    assert scopes == [f"{own_site.address}{NOTEBOOK}"]
    for other in ("/groups/", "/my-work/", "/"):
        page.goto(other)
        assert page.evaluate("() => navigator.serviceWorker.controller") is None
    kept = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
          return found;
        }"""
    )
    assert NOTEBOOK in kept
    assert all(path == NOTEBOOK or path.startswith("/static/") for path in kept)


def test_without_a_script_the_plain_form_does_it(reader: Reader, own_site: Site) -> None:
    page = reader(javascript=False, at=own_site)
    enter(page)
    group = start_group(page, "Weavers without a script")
    page.goto(NOTEBOOK)
    page.get_by_role("link", name="Weavers without a script").click()
    page.get_by_label("First weaver").check()
    page.get_by_role("button", name="Write it down").click()
    page.goto(f"{group}meetings/")
    expect(page.get_by_text("1 meeting", exact=True)).to_be_visible()
