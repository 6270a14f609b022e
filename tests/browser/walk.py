"""A walk along the links: one page of each route, as a reader in some role comes to them."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

STARTS = ["/", "/account/login/", "/account/signup/", "/there-is-no-such-page/"]
MOST = 400  # pages, so that a trap of endless links ends
NOT_PAGES = {"account_logout"}


def route(address: str) -> str:
    """The name of the route that an address belongs to; the address itself where there is none."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return urlsplit(address).path


def _links(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "a[href^='/']:not([download])", "links => links.map(link => link.getAttribute('href'))"
    )
    return found


def _opens_a_page(page: Page, address: str) -> bool:
    """Goes there; False where it is a file to take away."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message or "ERR_ABORTED" in error.message:
            return False
        raise
    return answer is not None and "text/html" in answer.headers.get("content-type", "")


def walk(page: Page) -> Iterator[str]:
    """Opens one page of each route that links lead to; gives each address while its page is open."""
    seen: set[str] = set()
    waiting = list(STARTS)
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        name = route(address)
        if name in seen or name in NOT_PAGES:
            continue
        seen.add(name)
        if _opens_a_page(page, address):
            waiting += _links(page)
            yield address
    assert len(seen) < MOST, f"there are more than {MOST} pages: nobody looks at the others"
