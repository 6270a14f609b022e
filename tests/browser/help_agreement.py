"""Acts of Help after the round, each as the person does it in a browser: both sides answer, agree and sign;
`test_help` puts them in order. Hosts read the pages in English here, their letters in their languages."""

import re

from playwright.sync_api import Page, expect

from tests.browser import help_story as story
from tests.browser.help_story import Host
from tests.browser.site import Site

WORDS = "Our garage is rebuilt in these weeks."
CHANGED = "Each side pays its own tickets."


def open_match(page: Page, title: str) -> str:
    """Goes to the match by the list. Returns its address."""
    page.goto("/matches/")
    page.get_by_role("main").get_by_role("link", name=re.compile(title)).first.click()
    story.id_of(page, "matches")
    return page.url


def decline(page: Page) -> None:
    """The host says no; "another reason" without words is refused, with them the city is told."""
    page.get_by_role("link", name="Decline", exact=True).click()
    page.check("[name=reason][value=other]")
    story.press(page)
    expect(page.get_by_text("Say in a few words what the reason is.")).to_be_visible()
    expect(page.locator("[name=reason][value=other]")).to_be_checked()
    page.fill("[name=words]", WORDS)
    story.press(page)
    expect(page.get_by_role("main")).to_contain_text("The city is told, and another host is looked for.")


def read_next(page: Page, site: Site, first: Host, second: Host, before: int) -> str:
    """The city reads why, and finds the next host proposed without having done anything. Returns the address
    of that match."""
    site.wait_for_letter(f"To: {story.CITY}", WORDS, after=before)
    site.wait_for_letter(f"To: {second.address}", "/matches/", after=before)
    page.goto("/matches/")
    rows = page.locator("main .card, main li")
    expect(rows.filter(has_text=first.name).first).to_contain_text("Declined")
    expect(rows.filter(has_text=second.name).first).to_contain_text("Proposed")
    rows.filter(has_text=second.name).get_by_role("link", name=re.compile(story.TITLE)).first.click()
    story.id_of(page, "matches")
    return page.url


def accept(page: Page, address: str) -> None:
    """One side says yes."""
    page.goto(address)
    page.locator("main form[action$='/acceptance/'] button").click()


def take_the_last_place(city: Page, host_page: Page) -> None:
    """The other city accepts without JavaScript, and so does its host: its only place is held now."""
    match = open_match(city, story.OTHER_TITLE)
    accept(city, match)
    expect(city.get_by_role("main")).to_contain_text("a place is held when it accepts")
    accept(host_page, match)
    expect(host_page.get_by_role("main")).to_contain_text("0 of 1")


def nobody_is_named(site: Site, page: Page, host: Host) -> None:
    """Before both have accepted, no page and no letter names who answers for the other side."""
    expect(page.get_by_role("main")).not_to_contain_text("@")
    letters = [letter.split("\n\n", 1)[1] for letter in site.letters()]
    assert any(story.TITLE in words for words in letters), "nobody was told of the match"
    for words in letters:
        assert host.address not in words, words
        assert story.CITY not in words, words


def meet(city: Page, host_page: Page, site: Site, host: Host, address: str) -> None:
    """The city has said yes; with the host's yes each side gets the other's contact, on the page and by
    letter, and the place is held."""
    accept(city, address)
    expect(city.get_by_role("main")).to_contain_text("a place is held when it accepts")
    nobody_is_named(site, city, host)
    before = len(site.letters())
    accept(host_page, address)
    expect(host_page.get_by_role("main")).to_contain_text("Both sides have accepted.")
    expect(host_page.locator("main a[href^='mailto:']")).to_have_text(story.CITY)
    expect(host_page.get_by_role("main")).to_contain_text("0 of 1")
    city.goto(address)
    expect(city.locator("main a[href^='mailto:']")).to_have_text(host.address)
    site.wait_for_letter(f"To: {story.CITY}", host.address, after=before)
    site.wait_for_letter(f"To: {host.address}", story.CITY, after=before)


def draft(city: Page, host_page: Page) -> str:
    """The city begins the agreement, which is filled in; the host clears it; the city changes a sentence, so
    both must read it again. Returns its address."""
    city.get_by_role("button", name="Begin the agreement").click()
    main = city.get_by_role("main")
    expect(main).to_contain_text("The draft is filled in from the need and the offer.")
    expect(main).to_contain_text(story.PROBLEM)
    agreement = city.url
    _clear(host_page, agreement)
    city.goto(f"{agreement}text/")
    city.fill("[name=scope]", f"{city.locator('[name=scope]').input_value()}\n\n{CHANGED}")
    city.fill("[name=starts]", story.day(-1))  # where the host is, today may have another date
    story.press(city)
    expect(main).to_contain_text(CHANGED)
    expect(main.get_by_role("row")).to_have_text([re.compile("Cleared"), *[re.compile("not yet")] * 2])
    return agreement


def _clear(page: Page, agreement: str) -> None:
    page.goto(agreement)
    page.get_by_role("button", name="Clear the text").click()
    expect(page.get_by_role("main")).to_contain_text("Your side has cleared the text.")


def _sign(page: Page, agreement: str) -> None:
    page.goto(agreement)
    page.get_by_role("link", name="Sign", exact=True).click()
    story.press(page)
    expect(page.get_by_role("main")).to_contain_text("Your side has signed.")


def sign(city: Page, host_page: Page, agreement: str) -> None:
    """Nobody signs before both have cleared this text; when both have signed it is in force, as its first day
    has come."""
    _clear(city, agreement)
    expect(city.get_by_role("link", name="Sign", exact=True)).to_have_count(0)
    _clear(host_page, agreement)
    _sign(city, agreement)
    expect(city.locator("main .badge").first).not_to_have_text("In force")
    _sign(host_page, agreement)
    expect(host_page.locator("main .badge").first).to_have_text("In force")


def read_public(page: Page, agreement: str, host: Host) -> None:
    """Everybody finds it on the list with its partners; what is agreed stays with the two sides until both
    show it."""
    page.goto("/agreements/")
    card = page.get_by_role("main").get_by_role("listitem").filter(has_text=host.name).first
    expect(card).to_contain_text("In force")
    card.get_by_role("link").first.click()
    assert page.url == agreement
    main = page.get_by_role("main")
    expect(main).to_contain_text(host.name)
    expect(main).to_contain_text("The two sides have not chosen to show what they agreed in detail.")
    expect(main).not_to_contain_text(CHANGED)


def show(page: Page, agreement: str) -> None:
    """One side agrees that everybody may read it."""
    page.goto(agreement)
    page.locator("main form[action$='/showing/'] button").click()
