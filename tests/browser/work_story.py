"""Acts of a producer cluster's project from its team to its monitoring, each as the person does it in a
browser; `test_work_projects` puts them in order. What a gate refuses is mended by the link it gives."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.help_story import day, press
from tests.browser.steps import choose_language, sign_in

FACILITATOR, ADDRESS = "Facilitator of the Dodowa cluster", "facilitator@dodowa.example"
REPORTER, REPORTER_ADDRESS = "Coordinator in Ghana", "coordinator@wacomp.example"
TITLE, GROUP = "Dried mango from Dodowa", "Mango cluster of Dodowa"
DOMAINS = {
    "labour": "Women peel and slice, men drive and sell.",
    "access_control": "The dryer stands in a yard that only men may enter after dark.",
    "power_responsibility": "Nobody of the board of the drying centre is a woman.",
    "needs_perception": "Women name the way home first, men the price.",
}
NEEDS = {"A safe way home from the drying centre": "practical", "A seat in the board": "strategic"}
SEATS = {"Chair of the drying cooperative": "female", "Buyer of fruit": "male", "Extension officer": "male"}
RISK = "More hours in the season"
INDICATOR = "People trained in drying mango"
GAP = "the targets for women and men do not add up"
NO_MEN = "No action engages men"
Fields = dict[str, str | bool]


def enter(page: Page, name: str) -> None:
    """Signs in, and reads English."""
    sign_in(page, name)
    page.goto("/")
    choose_language(page, "en")


def fill(page: Page, fields: Fields) -> None:
    """Fills the page's form by the names of its fields: text, choice, or True for a box."""
    for name, value in fields.items():
        found = page.locator(f"main form.stack [name={name}]")
        kind = found.first.evaluate("one => one.type")
        if isinstance(value, bool):
            found.set_checked(value)
        elif kind == "radio":
            page.check(f"main form.stack [name={name}][value={value}]")
        elif kind == "select-one":
            found.select_option(value)
        else:
            found.fill(value)


def keep(page: Page, fields: Fields) -> None:
    """Fills the form and sends it; it is taken."""
    here = page.url
    fill(page, fields)
    press(page)
    expect(page).not_to_have_url(here)


def write(page: Page, link: str | Locator, fields: Fields) -> None:
    """Follows a link of the page to a form, and fills that."""
    found = page.get_by_role("main").get_by_role("link", name=link) if isinstance(link, str) else link
    found.first.click()
    keep(page, fields)


def begin(page: Page) -> str:
    """From the door to a new project with her group; she leads it. Returns its address."""
    page.goto("/work/")
    page.get_by_role("link", name="Projects", exact=True).first.click()
    page.get_by_role("link", name="Begin a project").click()
    page.get_by_label(GROUP).check()
    keep(page, {"kind": "producer_cluster", "title": TITLE})
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    return page.url


def lacks(page: Page) -> Locator:
    """What the page of the project says is missing before its phase can be closed."""
    return page.locator("main .notice.warn li")


def mend(page: Page, root: str, words: str) -> None:
    """Follows the link beside what is missing."""
    page.goto(root)
    lacks(page).filter(has_text=words).get_by_role("link").first.click()


def close(page: Page, root: str, phase: str) -> None:
    """Nothing is missing any more: the phase is closed."""
    page.goto(root)
    page.get_by_role("button", name=f"Close “{phase}”").click()
    expect(page.get_by_role("main")).to_contain_text("The phase is closed.")


def answer_items(page: Page, root: str) -> None:
    """Answers every item of the checklist that keeps the phase open, each by the link of the refusal."""
    page.goto(root)
    links = [one.get_attribute("href") or "" for one in lacks(page).get_by_role("link").all()]
    for link in links:
        if "/checklist/" in link:
            page.goto(link)
            keep(page, {"answer": "yes", "evidence": "Written down in the report of the visit."})


def refused_without_briefing(page: Page, root: str) -> None:
    """Somebody joins without a briefing, and nobody has days for gender: the phase stays open."""
    page.get_by_role("link", name="Team", exact=True).click()
    write(page, "Add to the team", {"person": REPORTER_ADDRESS, "role": "reporter"})
    page.goto(root)
    expect(page.get_by_role("button", name="Close “Identification”")).to_have_count(0)
    for words in ("no day of briefing", "No gender focal point", "code of conduct"):
        expect(lacks(page).filter(has_text=words)).to_have_count(1)


def complete_team(page: Page, root: str) -> None:
    """The briefing is written down, and she is the gender focal point with days of her own."""
    mend(page, root, "no day of briefing")
    row = page.get_by_role("row", name=re.compile(REPORTER))
    write(page, row.get_by_role("link", name="Change"), {"briefed_on": day(-7)})
    mend(page, root, "No gender focal point")
    part: Fields = {"person": ADDRESS, "role": "gender", "days_per_month": "4", "briefed_on": day(-7)}
    write(page, "Add to the team", part)
    page.goto(root)
    for words in ("no day of briefing", "No gender focal point"):
        expect(lacks(page).filter(has_text=words)).to_have_count(0)


def set_up_commission(page: Page, root: str) -> str:
    """Three seats, one of them hers who chairs the cooperative; two come to a meeting, which is a quorum.
    Returns the meeting's address."""
    page.goto(f"{root}commission/")
    write(page, "Set up the commission", {})
    for post, sex in SEATS.items():
        write(page, "Add a seat", {"kind": "association", "post": post, "sex": sex})
    write(page, "Plan a meeting", {"on": day(0), "where": "Drying centre"})
    page.locator("main a[href*='/meetings/']", has_text=re.compile(r"\d")).click()
    page.get_by_role("link", name="Say who came").click()
    for post in list(SEATS)[:2]:
        page.get_by_label(post).check()
    press(page)
    expect(page.get_by_role("main")).to_contain_text("There was a quorum.")
    return page.url


def endorse(page: Page, meeting: str) -> None:
    """The commission endorses what was sent to it."""
    page.goto(meeting)
    write(page, "Endorse", {"changes": "Nothing."})
    expect(page.get_by_role("main")).to_contain_text("The endorsement is kept.")


def diagnose(page: Page, root: str, meeting: str) -> None:
    """A sourced finding of each of the four questions, for women and for men, and both lists of needs."""
    for domain, statement in DOMAINS.items():
        mend(page, root, "A finding with its source")
        said: Fields = {"women": "They lose hours.", "men": "They earn more.", "source": "Talks with both"}
        write(page, "Add a finding", {"domain": domain, "statement": statement, **said})
    mend(page, root, "The needs as women rank them")
    for rank, (need, kind) in enumerate(NEEDS.items(), start=1):
        ranks: Fields = {"women_rank": str(rank), "men_rank": str(3 - rank)}
        write(page, "Add a row", {"name": need, "kind": kind, **ranks})
    mend(page, root, "A version of the diagnosis")
    page.get_by_role("button", name="Freeze this version").click()
    expect(page.get_by_role("main")).to_contain_text("The commission has not endorsed this version yet.")
    endorse(page, meeting)


def envision(page: Page, root: str, meeting: str) -> None:
    """A vision that does not say what changes for men is not sent; mended, it is endorsed."""
    mend(page, root, "A version of the vision")
    statement = "Mango dried in Dodowa, by women and men who decide together."
    write(page, "Write the vision", {"statement": statement, "for_women": "They sit in the board."})
    page.get_by_role("button", name="Freeze it and send it").click()
    expect(page.get_by_role("main")).to_contain_text(
        "Say what will be different for women, and what for men."
    )
    write(page, "Go on writing", {"for_men": "They share the way home and the care."})
    page.get_by_role("button", name="Freeze it and send it").click()
    endorse(page, meeting)


def plan(page: Page, root: str) -> str:
    """An objective that answers a finding, with an action that has money, an owner and a day. Returns the
    address of the plan."""
    mend(page, root, "There is no plan yet.")
    page.get_by_role("button", name="Begin the plan").click()
    page.get_by_role("link", name="Add an objective").click()
    page.select_option("[name=finding]", label=DOMAINS["power_responsibility"])
    keep(page, {"text": "Women decide in the drying centre.", "gender": True})
    money: Fields = {"cost": "2000", "currency": "GHS", "due": day(90), "tag": "targeted"}
    write(page, "Add an action", {"title": "Train women to chair", "owner": "Cooperative", **money})
    return page.url


def aim(page: Page, address: str) -> None:
    """Targets that don't add up: the gate says so while she types, and again when they do."""
    page.goto(address)
    page.get_by_role("link", name="Add an indicator").click()
    page.select_option("[name=reporter]", label=REPORTER)
    counted: Fields = {"name": INDICATOR, "unit": "people", "rhythm": "month", "reports_from": last_month()}
    fill(page, {**counted, "target": "100", "target_female": "60", "baseline_due": day(30)})
    gate = page.locator("#gate")
    page.locator("[name=target_male]").press_sequentially("30")
    expect(gate).to_contain_text(GAP)
    expect(gate).to_contain_text("it is not saved yet")
    gate.locator("li", has_text=GAP).get_by_role("link").click()
    expect(page.locator("[name=target]")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("90")
    expect(gate).not_to_contain_text(GAP)
    keep(page, {})


def last_month() -> str:
    """The first day of the month before this one: its number is due."""
    first = datetime.now(UTC).date().replace(day=1)
    return (first - timedelta(days=1)).replace(day=1).isoformat()


def engage_men(page: Page, root: str, meeting: str, address: str) -> None:
    """No action engages men: the commission can't endorse that, and the project's page says why. The link
    leads to where a reason could stand; she adds an action."""
    page.goto(meeting)
    expect(page.get_by_role("link", name="Endorse", exact=True)).to_have_count(0)
    mend(page, root, NO_MEN)
    expect(page.locator("[name=men_reason]")).to_be_visible()
    page.goto(address)
    talks: Fields = {"title": "Talks with husbands and buyers", "engages_men": True}
    write(page, "Add an action", talks)
    expect(page.get_by_role("main")).to_contain_text("The gate is open")


def put_in_force(page: Page, root: str, meeting: str, address: str) -> None:
    """Risks are listed; the commission endorses the plan, then it is in force."""
    page.goto(f"{root}risks/new/")
    keep(page, {"kind": "workload", "risk": RISK, "measure": "Shifts by turns", "owner": "Cooperative"})
    endorse(page, meeting)
    page.goto(address)
    write(page, "Put it in force", {})
    expect(page.locator(".lead .badge")).to_have_text("In force")


def report(page: Page) -> None:
    """On a phone: one number by sex, found from her own list."""
    page.goto("/my-numbers/")
    page.get_by_role("link", name=INDICATOR).click()
    fill(page, {"female": "14", "male": "9", "other": "0", "not_stated": "0"})
    press(page)
    expect(page.get_by_role("main")).to_contain_text("Somebody else checks it now.")


def approve(page: Page, root: str) -> None:
    """The number waits for somebody else; she finds it right."""
    page.goto(f"{root}numbers/")
    page.locator("#check ~ ul").get_by_role("link", name=re.compile(INDICATOR)).click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("main")).to_contain_text("Approved.")


def read_progress(page: Page, root: str) -> None:
    """Progress by sex against the version in force, for everybody who reads."""
    page.goto(f"{root}report/")
    row = page.get_by_role("table", name="People, by sex").get_by_role("row", name=re.compile(INDICATOR))
    women, men, _other, _not_stated, everybody = row.get_by_role("cell").all_inner_texts()[:5]
    assert (women, men, everybody) == ("14", "9", "23")
    expect(row).to_contain_text("23%")
