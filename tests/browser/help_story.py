"""Acts of Help up to the published round, each as the person does it in a browser; `test_help` puts them in
order. Needs and offers speak Portuguese and suit the same weeks, so that the demo's own do not mix in."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from playwright.sync_api import Page, expect

from tests.browser.site import Site

CITY = "delegate@margilan.example"
OTHER_CITY, OTHER_NAME = "delegate@khiva.example", "Khiva"
PROBLEM = "Drivers and dispatchers of our buses have nobody to learn from."
TITLE = "Two weeks beside a dispatcher of buses"
OTHER_TITLE = "See how another city plans its bus lines"
SHORT = 30_000  # milliseconds: the worker calculates
ROUND = "Round of the bus cities"
REASON = "Both mayors have spoken about it."
FIRST, LAST = 200, 230  # days from now, in which all of them have time


class Host(NamedTuple):
    """Who can have guests: its address, a word of its name as pages in English say it, what it offers."""

    address: str
    name: str
    title: str


WANTED = Host("development@yichun.example", "Women’s Federation of Yichun", "Dispatching night buses")
HOSTS = [
    WANTED,
    Host("focal.point@medellin.example", "City of Medellín", "Bus lines that reach the hills"),
    Host("focal.point@banjul.example", "Banjul City Council", "Small buses for a small city"),
]


def day(days: int) -> str:
    """The day so many days from now, as a field for days takes it."""
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%d")


def press(page: Page, form: str = "form.stack") -> None:
    """Presses the first button of the page's main form."""
    page.locator(f"main {form} .actions button").first.click()


def id_of(page: Page, kind: str) -> str:
    """The public id in the address of the page."""
    found = re.search(rf"/{kind}/(\w{{10}})/", page.url)
    assert found, page.url
    return found.group(1)


def _fill(page: Page, fields: dict[str, str]) -> None:
    for name, text in fields.items():
        page.fill(f"main [name={name}]", text)


def _tick(page: Page, fields: dict[str, list[str]]) -> None:
    """Exactly these boxes of each group."""
    for name, values in fields.items():
        for box in page.locator(f"main [name={name}]").all():
            box.set_checked(box.get_attribute("value") in values)


def tell_statement(page: Page) -> None:
    """After a training the city says what it lacks. It does not agree to be contacted, so that nothing goes
    on by itself: the focal point opens it as a need later."""
    page.goto("/exchanges/uzbekstan2/need/")
    page.fill("[name=problem]", PROBLEM)
    _tick(page, {"themes": ["transport"], "modalities": ["secondment"], "languages": ["pt"]})
    page.select_option("[name=country_1]", "GM")
    press(page)
    page.goto("/statements/?whose=own")
    page.get_by_role("link", name=re.compile("nobody to learn from")).first.click()
    page.get_by_role("link", name="Open it as a need of your organisation").click()


def state_need(page: Page) -> str:
    """On the phone, everything that the statement said is filled in. A last day before the first is refused
    and nothing is lost; then the mayor signs. Returns the need's public id."""
    main = page.get_by_role("main")
    expect(main).to_contain_text("Everything is taken from the statement of need")
    expect(page.locator("[name=problem]")).to_have_value(PROBLEM)
    expect(page.locator("[name=modalities][value=secondment]")).to_be_checked()
    expect(page.locator("[name=country_1]")).to_have_value("GM")
    _fill(page, {"title": TITLE, "window_start": day(LAST), "window_end": day(FIRST)})
    page.locator("[name=wished_place]").press_sequentially("Yichun, Jiangxi")
    page.locator("[role=option]", has_text="Jiangxi").first.click()
    page.locator("[name=wished_organisation]").press_sequentially("Medell")
    page.locator("[role=option]", has_text="Medellín").first.click()
    page.check("[name=elsewhere][value=no]")
    press(page)
    expect(main).to_contain_text("The end is before the beginning.")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    _fill(page, {"window_start": day(FIRST), "window_end": day(LAST)})
    press(page)
    expect(main).to_contain_text("The need is signed for your organisation.")
    expect(main).to_contain_text("and no other host")
    return id_of(page, "needs")


def state_without_script(page: Page) -> str:
    """Another city, on an old phone: the place that it names is asked back, and nothing typed is lost."""
    page.goto("/needs/new/")
    _fill(page, {"title": OTHER_TITLE, "problem": "We plan bus lines with a pencil."})
    _tick(page, {"themes": ["transport"], "modalities": ["secondment"], "languages": ["pt"]})
    _fill(page, {"window_start": day(FIRST), "window_end": day(LAST), "wished_place": "Yichun"})
    press(page)
    expect(page.locator("[name=title]")).to_have_value(OTHER_TITLE)
    page.get_by_label(re.compile("Yichun, Jiangxi")).first.check()
    press(page)
    expect(page.get_by_role("main")).to_contain_text("The need is signed for your organisation.")
    return id_of(page, "needs")


def make_offer(page: Page, host: Host) -> str:
    """A host says what it can show, and how many places it has when; it hands that in. Returns its id."""
    page.goto("/offers/new/")
    _fill(
        page, {"title": host.title, "text": "Two weeks with those who do it.", "expires_on": day(LAST + 60)}
    )
    page.select_option("main [name=language]", "en")
    _tick(page, {"themes": ["transport"], "languages": ["pt"]})
    press(page)
    page.select_option("[name=modality]", "secondment")
    _fill(page, {"slots": "1", "starts": day(FIRST), "ends": day(LAST)})
    press(page)
    page.locator("main form[action$='/submission/'] button").click()
    expect(page.locator(".badge.wait").first).to_be_visible()
    return id_of(page, "offers")


def verify(page: Page, offer: str) -> None:
    """Nobody sees it before an officer of another organisation has looked at it."""
    page.goto(f"/offers/{offer}/")
    page.get_by_role("button", name="Verify", exact=True).click()
    expect(page.locator(".lead .badge").first).to_have_text("Open")


def open_round(page: Page) -> str:
    """The next round in the past is refused and all that was typed stays; then it opens, and the hosts are
    asked. One that is being prepared is closed first. Returns its public id."""
    page.goto("/rounds/")
    earlier = page.locator("main li, main article", has_text="Being prepared").get_by_role("link")
    if earlier.count():
        earlier.first.click()
        page.locator("summary", has_text="Close the round").click()
        page.get_by_role("button", name="Close the round").click()
        expect(page.get_by_role("main")).to_contain_text("The round is closed.")
    page.goto("/rounds/new/")
    _fill(page, {"title": ROUND, "next_on": day(-1)})
    press(page)
    expect(page.get_by_text("This day must be in the future.")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value(ROUND)
    page.fill("[name=next_on]", day(90))
    press(page)
    return id_of(page, "rounds")


def confirm_offer(page: Page, site: Site, host: Host, offer: str, before: int) -> None:
    """The host got a letter and says that its offer still stands."""
    site.wait_for_letter(f"To: {host.address}", f"/offers/{offer}/", after=before)
    page.goto(f"/offers/{offer}/")
    page.locator("main a.button[href$='/confirmation/']").click()
    page.locator("main form.actions button").click()
    expect(page.locator("main a.button[href$='/confirmation/']")).to_have_count(0)


def calculate(page: Page, round_: str) -> str:
    """Looks at what is asked and what there is, and has it calculated: the worker does it while the page says
    how far it is. Returns the address of what is proposed."""
    page.goto(f"/rounds/{round_}/demand/")
    expect(page.get_by_role("row", name=re.compile("Secondment")).first).to_be_visible()
    page.goto(f"/rounds/{round_}/")
    page.locator("main form[action$='/runs/'] button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is proposed", timeout=SHORT)
    return page.url


def set_together(page: Page, round_: str, need: str) -> None:
    """The other city goes to the host that both cities name: the broker says so, with her reason."""
    page.goto(f"/rounds/{round_}/needs/{need}/wanted/?q=Dispatching")
    page.get_by_label(re.compile(WANTED.title)).check()
    page.check("[name=kind][value=pin]")
    page.fill("[name=reason]", "  ")
    press(page)
    expect(page.locator("form .wrong [name=reason]")).to_be_visible()
    expect(page.get_by_label(re.compile(WANTED.title))).to_be_checked()
    page.fill("[name=reason]", REASON)
    press(page)
    expect(page.get_by_role("main")).to_contain_text("1 pair set by you")


def read_why(page: Page, run: str, need: str, other: str) -> list[Host]:
    """Reads of each city why it got this host, and why not the one that it named. Returns the hosts of the
    first city in their order, without that one: the proposed host and the one that follows."""
    page.goto(f"{run}needs/{other}/")
    main = page.get_by_role("main")
    expect(main.locator("#first ~ article h3")).to_contain_text(WANTED.name)
    expect(main).to_contain_text(REASON)
    page.goto(f"{run}needs/{need}/")
    proposed = main.locator("#first ~ article")
    expect(proposed).to_contain_text(re.compile(r"\d+ of 100 points"))
    refused = main.locator("#others ~ article", has_text=WANTED.name)
    expect(refused).to_contain_text("asked for")
    expect(refused).to_contain_text(re.compile(f"Guests there: .*{OTHER_NAME}"))
    names = [proposed.locator("h3").inner_text(), *main.locator("#later ~ ol > li").all_inner_texts()]
    order = [host for name in names for host in HOSTS if host.name in name]
    assert len(order) == len(HOSTS), names
    return [host for host in order if host is not WANTED]


def what_if(page: Page, run: str, need: str) -> None:
    """What if the named host had one more place, and nothing spoke for staying with the other one? The trial
    says who would move; nothing of it is kept."""
    page.goto(f"{run}needs/{need}/")
    card = page.locator("#others ~ article", has_text=WANTED.name)
    card.get_by_role("link", name=re.compile("What if it had more places")).click()
    page.fill("main [name^=window_]", "1")
    page.locator("summary", has_text="Other rules").click()
    page.fill("[name=stability]", "0")
    page.select_option("[name=country_1]", "GM")
    press(page)
    expect(page.get_by_text("Write how many cities at most.")).to_be_visible()
    expect(page.locator("main [name^=window_]")).to_have_value("1")
    page.fill("[name=places_1]", "1")
    press(page)
    moved = page.get_by_role("row", name=re.compile(TITLE))
    expect(moved).to_contain_text("moves", timeout=SHORT)
    expect(moved.get_by_role("cell").last).to_contain_text(WANTED.name)


def publish(page: Page, site: Site, round_: str) -> None:
    """What goes out is said first; then cities and hosts get their letters, without anybody's name."""
    before = len(site.letters())
    page.goto(f"/rounds/{round_}/publication/")
    page.get_by_role("button", name=re.compile("Publish and send .* letter")).click()
    expect(page.get_by_role("main")).to_contain_text("The round is published. Cities and hosts are told.")
    for address in (CITY, OTHER_CITY, WANTED.address):
        site.wait_for_letter(f"To: {address}", "/matches/", after=before)
