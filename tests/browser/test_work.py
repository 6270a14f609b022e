"""The door Work as its people use it: a woman of the hub on her phone, and a visitor of a local plan."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.steps import choose_language, sign_in

WOMAN, MANAGER = "Participant of the hub", "Manager of the Creative Women Hub"
HUB, MACHINE, BAG = "Creative Women Hub", "Sewing machines", "Embroidered bag"
MONDAY = 0


def _enter(page: Page, name: str) -> None:
    sign_in(page, name)
    page.goto("/")
    choose_language(page, "en")


def _open_hub(page: Page) -> None:
    """Along the links, from the door."""
    page.goto("/work/")
    page.get_by_role("link", name="Groups", exact=True).first.click()
    page.get_by_role("main").get_by_role("link", name=HUB).click()


def _a_monday() -> str:
    """A Monday some weeks ahead, on which the demo books nothing."""
    day = datetime.now(UTC).date() + timedelta(days=35)
    return (day + timedelta(days=(MONDAY - day.weekday()) % 7)).isoformat()


def test_a_woman_books_a_machine_sees_her_certificate_and_shares_a_product_without_her_name(
    reader: Reader, own_site: Site
) -> None:
    woman = reader(device="phone", at=own_site)
    _enter(woman, WOMAN)
    booking = _book(woman)
    _let_in(reader(at=own_site), booking)
    woman.reload()
    expect(woman.get_by_role("main")).to_contain_text("Approved")
    _certificate(woman)
    _share(woman, reader(device="phone", javascript=False, at=own_site))


def _book(page: Page) -> str:
    """Two hours at the sewing machines. The address of the booking."""
    _open_hub(page)
    page.get_by_role("link", name="Bookings", exact=True).click()
    page.get_by_role("link", name=MACHINE).first.click()
    form = page.locator("form.stack[action='#book']")
    for name, value in {"day": _a_monday(), "start": "10:00", "end": "12:00"}.items():
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button").click()
    expect(page.get_by_role("main")).to_contain_text("Asked for")
    return page.url.split("#")[0]


def _let_in(page: Page, booking: str) -> None:
    """The manager approves it."""
    _enter(page, MANAGER)
    page.goto(booking)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("main")).to_contain_text("Approved")


def _certificate(page: Page) -> None:
    """Hers, with its check for everybody."""
    _open_hub(page)
    page.get_by_role("link", name="My hub").first.click()
    page.get_by_role("link", name="Certificate of completion").click()
    expect(page.get_by_role("main")).to_contain_text("Marketing your products online")


def _share(woman: Page, friend: Page) -> None:
    """A link and a picture of it; a friend reads everything but her name."""
    woman.goto("/products/")
    woman.get_by_role("link", name=BAG).click()
    expect(woman.locator("img.qr")).to_be_visible()
    link = woman.locator("aside .code").inner_text().strip()
    friend.goto(link)
    main = friend.get_by_role("main")
    expect(main).to_contain_text("embroidered by hand")
    expect(main).not_to_contain_text(WOMAN)
    expect(main).not_to_contain_text(re.compile("@"))


def test_a_visitor_reads_the_local_plan_without_script_and_leaves(reader: Reader, own_site: Site) -> None:
    page = reader(device="phone", javascript=False, at=own_site)
    page.goto("/work/")
    page.get_by_role("link", name="Projects", exact=True).first.click()
    page.get_by_role("link", name=re.compile("Local plan of Cajabamba")).first.click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Talleres con hombres y muchachos")
    expect(main).to_contain_text("100")
    assert page.title() == "Cities Clusters", "says nothing of what stands here"
    page.get_by_role("link", name="Leave this page now").click()
    expect(page).to_have_url(re.compile("/hello/"))
    for _step in range(3):
        page.go_back(wait_until="load")
        expect(page.locator("body")).not_to_contain_text("Cajabamba")
