"""The whole story in a browser: from an announced training to a published result.

The officer works at a desk; the delegates use phones of 360 pixels without JavaScript. Only the clock is
helped along: instead of waiting for a session to begin or end, its times are moved in the database."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.steps import sign_in

SCHOOL = "Republican Graduate School of Business and Management (GSBE)"
TITLE = "Transforming cities"
DELEGATES = 12
# Columns in an order of their own, Cyrillic and Latin; line 14 names an ambiguous place, 15 a broken address.
HEAD = "Эл. почта;Должность;Пол;Город;ФИО;Страна"
GOOD = [
    f"delegate{n}@story.example;{'Мэр' if n == 0 else 'Заместитель мэра'};{'жен' if n % 2 else 'муж'};"
    f"{'Хива' if n < 6 else 'Qo‘qon'};{name};UZ"
    for n, name in enumerate(f"Вакил {number}" for number in range(DELEGATES))
]
BAD = ["guest@story.example;Vice mayor;;Yichun;Guest;CN", "not-an-address;Мэр;;Чуст;Вакил 99;UZ"]
CODE = re.compile(r"\b[0-9]{4}-[0-9]{4}\b")
SHIFT = (
    "from datetime import timedelta; from cityclusters.exchanges.models import Session; "
    "from django.utils import timezone; s = Session.objects.filter(exchange__public_id='{id}').first(); "
    "s.start = timezone.now() - timedelta(minutes={ago}); s.end = s.start + timedelta(minutes=60); s.save()"
)


def announce(page: Page) -> str:
    """Step 1: the training with its programme and partners, in two spaces. Returns its public id."""
    page.goto("/exchanges/new/")
    page.fill("[name=organiser]", SCHOOL)
    page.fill("[name=title]", TITLE)
    page.select_option("[name=zone]", "Asia/Tashkent")
    page.check("[name=languages][value=ru]")
    page.check("[name=themes][value=e-commerce]")
    page.get_by_role("button", name="Make the exchange").click()
    found = re.search(r"/exchanges/(\w{10})/", page.url)
    assert found, page.url
    public_id = found.group(1)
    page.goto(f"/exchanges/{public_id}/manage/programme/")
    add = page.locator("form:has(button:text('Add the session'))")
    for name, value in {"title": "Opening", "day": "2036-11-02", "starts": "10:00", "ends": "09:00"}.items():
        add.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Add the session").click()
    expect(page.get_by_text("ends before it starts")).to_be_visible()
    add.locator("[name=ends]").fill("11:00")
    page.get_by_role("button", name="Add the session").click()
    expect(page.get_by_role("main")).to_contain_text("Opening")
    page.goto(f"/exchanges/{public_id}/manage/partners/")
    page.locator("details:has([name=partner-organisation]) > summary").click()
    page.fill("[name=partner-organisation]", "China Association for Trade in Services (CATIS)")
    page.select_option("[name=partner-role]", "funder")
    page.get_by_role("button", name="Add", exact=True).click()
    page.goto(f"/exchanges/{public_id}/manage/")
    for space in ("E-Commerce, Digitization and Smart Cities", "COVID-19 Response and Public Health"):
        page.select_option("[name=space]", label=space)
        page.get_by_role("button", name="Publish", exact=True).click()
    for slug in ("e-commerce", "covid-19"):
        page.goto(f"/spaces/{slug}/")
        expect(page.get_by_role("link", name=TITLE, exact=True)).to_have_count(1)
    return public_id


def upload(page: Page, public_id: str, folder: Path, lines: list[str]) -> None:
    """Uploads a list in Windows-1251, as an old spreadsheet program saves it, and waits for the dry run."""
    file = folder / "delegates.csv"
    text = "\n".join([HEAD, *lines]).replace("‘", "'")
    file.write_bytes(text.encode("cp1251"))
    page.goto(f"/exchanges/{public_id}/manage/delegates/")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("button", name="Write them now")).to_be_visible(timeout=60_000)


def write(page: Page) -> None:
    """Confirms the list and waits until the worker has written it."""
    page.get_by_role("button", name="Write them now").click()
    expect(page.locator(".page-head .badge")).to_have_text("Done", timeout=60_000)


def delegates(page: Page, public_id: str, folder: Path) -> None:
    """Step 2: a dry run that names each bad cell, a choice between two Yichuns, and the list written; the
    corrected list doubles nobody."""
    upload(page, public_id, folder, [*GOOD, *BAD])
    main = page.get_by_role("main")
    expect(main).to_contain_text("This is not an e-mail address.")
    page.get_by_label("Yichun, Jiangxi, China").check()
    page.get_by_role("button", name="Apply and check again").click()
    expect(main).to_contain_text("13 people will be registered", timeout=60_000)
    write(page)
    corrected = BAD[1].replace("not-an-address", "chust@story.example")
    upload(page, public_id, folder, [*GOOD, corrected])
    expect(main).to_contain_text("1 person will be registered")
    write(page)
    page.goto(f"/exchanges/{public_id}/manage/")
    expect(main).to_contain_text(re.compile(r"14\s+people are registered"))


def code_in(letter: str) -> str:
    """The sign-in code of a letter."""
    body = letter.split("\n\n", 1)[1]
    found = CODE.search(body)
    assert found, body
    return found.group(0)


def enter(page: Page, site: Site, address: str, then: str) -> None:
    """Step 3: signs in by the code of a letter and comes to the page she wanted."""
    page.goto(f"/account/login/?next={then}")
    page.fill("[name=login]", address)
    page.get_by_role("button", name="Send me a code").click()
    page.fill("[name=code]", code_in(site.wait_for_letter(f"To: {address}", "Subject: ")))
    page.get_by_role("button", name="Sign in", exact=True).click()
    if "/welcome/" in page.url:  # an imported person reads what an account means, once
        page.check("[name=adult]")
        page.check("[name=account]")
        page.locator("main form button").last.click()
    page.goto(then)


def make_code(page: Page, public_id: str) -> str:
    """Step 4: the code of the session, as the room's screen shows it."""
    page.goto(f"/exchanges/{public_id}/manage/attendance/")
    page.get_by_role("link", name="Code and list").click()
    page.get_by_role("button", name="Make a code").click()
    page.get_by_role("link", name="Show it on the big screen").click()
    return page.locator(".big-code").inner_text()


def check_in(page: Page, code: str) -> None:
    page.goto("/check-in/")
    page.fill("main input[name=code]", code)
    page.get_by_role("button", name="Go on").click()
    page.locator("main button").first.click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("checked in", re.I))


def test_from_an_announced_training_to_a_published_result(
    reader: Reader, own_site: Site, tmp_path: Path
) -> None:
    officer = reader(at=own_site)
    sign_in(officer, "Programme officer")
    public_id = announce(officer)
    delegates(officer, public_id, tmp_path)
    phone = reader(device="phone", javascript=False, at=own_site)
    enter(phone, own_site, "delegate1@story.example", f"/exchanges/{public_id}/")
    expect(phone.get_by_role("main")).to_contain_text("You have a seat")
    own_site.run("shell", "-c", SHIFT.format(id=public_id, ago=10))
    check_in(phone, make_code(officer, public_id))
