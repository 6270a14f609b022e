"""The acts of the story, each as the person does it in a browser; `test_story` puts them in order.

Only the clock is helped along: instead of waiting for a session to begin or end, its times are moved."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.browser.site import Site

SCHOOL = "Republican Graduate School of Business and Management (GSBE)"
TITLE = "Transforming cities"
SPACES = {
    "e-commerce": "E-Commerce, Digitization and Smart Cities",
    "covid-19": "COVID-19 Response and Public Health",
}
# Columns in an order of their own, Cyrillic and Latin; then an ambiguous place and a broken address.
HEAD = "Эл. почта;Должность;Пол;Город;ФИО;Страна"
GOOD = [
    f"delegate{n}@story.example;{'Мэр' if n == 0 else 'Заместитель мэра'};{'жен' if n % 2 else 'муж'};"
    f"{'Хива' if n < 6 else 'Qo‘qon'};Вакил {n};UZ"
    for n in range(12)
]
BAD = ["guest@story.example;Vice mayor;;Yichun;Guest;CN", "not-an-address;Мэр;;Чуст;Вакил 99;UZ"]
PEOPLE = 14
ANSWERING = range(1, 8)
CODE = re.compile(r"\b[0-9]{4}-[0-9]{4}\b")
LINK = re.compile(r"https?://\S+/surveys/answer/\S+")
TIMES = (
    "from datetime import timedelta; from cityclusters.exchanges.models import Session; "
    "from django.utils import timezone; s = Session.objects.get(exchange__public_id='{id}'); "
    "now, minute = timezone.now(), timedelta(minutes=1); s.start = now + {start} * minute; "
    "s.end = now + {end} * minute; s.save()"
)
WRITTEN = "%Y-%m-%d %H:%M:%S"


def move_session(site: Site, public_id: str, start: int, end: int) -> None:
    """The only session begins and ends so many minutes from now."""
    site.run("shell", "-c", TIMES.format(id=public_id, start=start, end=end))


def announce(page: Page) -> str:
    """Step 1: the training with its programme and a funder, in two spaces. Returns its public id."""
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
    _write_programme(page, public_id)
    page.goto(f"/exchanges/{public_id}/manage/partners/")
    page.locator("details:has([name=partner-organisation]) > summary").click()
    page.fill("[name=partner-organisation]", "China Association for Trade in Services (CATIS)")
    page.select_option("[name=partner-role]", "funder")
    page.get_by_role("button", name="Add", exact=True).click()
    page.goto(f"/exchanges/{public_id}/manage/")
    for space in SPACES.values():
        page.get_by_label(space, exact=True).check()
    page.get_by_role("button", name="Publish", exact=True).click()
    for slug in SPACES:
        page.goto(f"/spaces/{slug}/")
        expect(page.get_by_role("link", name=TITLE, exact=True)).to_have_count(1)
    return public_id


def _write_programme(page: Page, public_id: str) -> None:
    """A session that ends before it starts is refused and comes back filled in; corrected, it is kept."""
    page.goto(f"/exchanges/{public_id}/manage/programme/")
    add = page.locator("form:has(button:text('Add the session'))")
    for name, value in {"title": "Opening", "day": "2036-11-02", "starts": "10:00", "ends": "09:00"}.items():
        add.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Add the session").click()
    expect(page.get_by_text("ends before it starts")).to_be_visible()
    add.locator("[name=ends]").fill("11:00")
    page.get_by_role("button", name="Add the session").click()
    expect(page.get_by_role("main")).to_contain_text("Opening")


def upload_list(page: Page, public_id: str, folder: Path, lines: list[str]) -> None:
    """Uploads a list in Windows-1251, as an old spreadsheet program saves it, and waits for the dry run."""
    file = folder / "delegates.csv"
    text = "\n".join([HEAD, *lines]).replace("‘", "'")
    file.write_bytes(text.encode("cp1251"))
    page.goto(f"/exchanges/{public_id}/manage/delegates/")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("button", name="Write them now")).to_be_visible(timeout=60_000)


def write_list(page: Page) -> None:
    """Confirms the list and waits until the worker has written it."""
    page.get_by_role("button", name="Write them now").click()
    expect(page.locator(".page-head .badge")).to_have_text("Done", timeout=60_000)


def name_delegates(page: Page, public_id: str, folder: Path) -> None:
    """Step 2: a dry run that names each bad cell, a choice between two Yichuns, and the list written; the
    corrected list doubles nobody."""
    upload_list(page, public_id, folder, [*GOOD, *BAD])
    main = page.get_by_role("main")
    expect(main).to_contain_text("This is not an e-mail address.")
    page.get_by_label("Yichun, Jiangxi, China").check()
    page.get_by_role("button", name="Apply and check again").click()
    expect(main).to_contain_text("13 people will be registered", timeout=60_000)
    write_list(page)
    corrected = BAD[1].replace("not-an-address", "chust@story.example")
    upload_list(page, public_id, folder, [*GOOD, corrected])
    expect(main).to_contain_text("1 person will be registered")
    write_list(page)
    page.goto(f"/exchanges/{public_id}/manage/")
    expect(main).to_contain_text(re.compile(rf"{PEOPLE}\s+people are registered"))


def enter(page: Page, site: Site, address: str, then: str) -> None:
    """Step 3: signs in by the code of a letter and comes to the page she wanted."""
    page.goto(f"/account/login/?next={then}")
    page.fill("[name=login]", address)
    before = len(site.letters())
    page.get_by_role("button", name="Send me a code").click()
    letter = site.wait_for_letter(f"To: {address}", after=before)
    found = CODE.search(letter.split("\n\n", 1)[1])
    assert found, letter
    page.fill("[name=code]", found.group(0))
    page.get_by_role("button", name="Sign in", exact=True).click()
    if page.locator("[name=adult]").count():  # a person from a list reads what an account means, once
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
    """Types the code shown in the room."""
    page.goto("/check-in/")
    page.fill("main input[name=code]", code)
    page.get_by_role("button", name="Go on").click()
    page.locator("main button").first.click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("checked in", re.I))


def upload_log(page: Page, public_id: str, folder: Path) -> None:
    """Uploads the meeting's log: two devices at once, and a name that nobody has; matches it by hand."""
    now = datetime.now(UTC)
    times = [(now - timedelta(minutes=59)).strftime(WRITTEN), (now + timedelta(minutes=30)).strftime(WRITTEN)]
    lines = [f"Вакил {n},delegate{n}@story.example,{times[0]},{times[1]}" for n in range(11)]
    lines += [lines[0], f"iPhone (mayor),,{times[0]},{times[1]}"]
    file = folder / "meeting.csv"
    file.write_text("\n".join(["Name,Email,Join time,Leave time", *lines]), encoding="utf-8")
    page.goto(f"/exchanges/{public_id}/manage/attendance/logs/")
    page.set_input_files("[name=file]", file)
    page.select_option("[name=zone]", "UTC")
    page.get_by_role("button", name="Upload and match").click()
    page.get_by_role("link", name="Match or set aside").click(timeout=60_000)
    page.fill("main [name=q]", "Вакил 11")
    page.get_by_role("button", name="Search", exact=True).last.click()
    page.get_by_role("button", name=re.compile("This person.*Вакил 11")).click()
    expect(page.get_by_role("main")).to_contain_text("Every name in the log is settled.")


def prepare_survey(page: Page, public_id: str) -> str:
    """The ready-made evaluation, checked: it opens by itself. Returns the address of its page."""
    page.goto(f"/exchanges/{public_id}/manage/survey/")
    page.get_by_role("button", name=re.compile("Use this questionnaire.*evaluation")).click()
    page.get_by_role("link", name="Design check").click()
    expect(page.get_by_role("main")).to_contain_text("As it stands now, the survey passes.")
    page.get_by_role("button", name="Keep this result: the survey opens by itself").click()
    address = page.url.removesuffix("check/")
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("Passed on")
    return address


def survey_link(site: Site, address: str) -> str:
    """The personal link of a letter; the worker opens the survey within a minute of the last session."""
    letter = site.wait_for_letter(f"To: {address}", "/surveys/answer/", seconds=100)
    found = LINK.search(letter)
    assert found, letter
    return found.group(0)


def answer(page: Page, link: str, number: int) -> None:
    """Step 5: answers on an old phone; each part is saved as it is sent."""
    page.goto(link)
    for _part in range(10):
        for group in page.locator("main form fieldset").all():
            choices = group.locator("input:not([value=''])")
            choices.nth(number % choices.count()).check()
        send = page.locator("button[name=act][value=send]")
        if send.count():
            send.click()
            break
        page.locator("button[name=act][value=next]").click()
    expect(page.locator(".notice.ok")).to_be_visible()


def put_aside(page: Page, link: str) -> None:
    """Begins to answer, saves, and finds it again: on another day, on another phone."""
    page.goto(link)
    page.locator("main form fieldset input").first.check()
    page.locator("button[name=act][value=save].quiet").click()
    page.context.clear_cookies()
    page.goto(link)
    expect(page.locator("main form fieldset input").first).to_be_checked()


def state_need(page: Page) -> None:
    """From the page of thanks: what the city needs, under her name, with her consent to be contacted."""
    page.locator("section.card a.button").click()
    page.fill("[name=problem]", "No wastewater plant yet")
    page.check("[name=modalities][value=study_tour]")
    page.check("[name=shown_to][value=team]")
    page.check("[name=contact]")
    page.get_by_role("button", name="Send the statement").click()
    expect(page.get_by_role("main")).to_contain_text("You agreed to be contacted.")


def close_survey(page: Page, survey: str) -> None:
    """The officer closes it, after the page has said what that means."""
    page.goto(survey)
    page.get_by_role("link", name="Close it now").click()
    expect(page.get_by_role("main")).to_contain_text(f"{len(ANSWERING)} of 12 people have answered.")
    page.get_by_role("button", name="Close it", exact=True).click()


def publish_report(page: Page, public_id: str) -> None:
    """Step 6: the report with its bases; she publishes it."""
    page.goto(f"/exchanges/{public_id}/report/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("7 of 12")
    expect(main).to_contain_text("Read this with care")
    page.get_by_role("button", name="Publish the report").click()
    expect(main).to_contain_text("(release 1)")


def take_report(page: Page, public_id: str, folder: Path) -> None:
    """A visitor reads what was published and takes it along; no name is in it."""
    page.goto(f"/exchanges/{public_id}/report/")
    expect(page.get_by_role("main")).to_contain_text("7 of 12")
    expect(page.get_by_role("main")).not_to_contain_text("Вакил")
    for link, parts in (("Download DOCX", "word/document.xml"), ("Download XLSX", "xl/workbook.xml")):
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        file = folder / link
        download.value.save_as(file)
        assert parts in ZipFile(file).namelist()


def follow_up(page: Page) -> None:
    """Step 7: the need waits for its owner; she says what came of it."""
    page.goto("/my-work/")
    page.get_by_role("link", name="City administration of Kokand: answer the statement of need").last.click()
    expect(page.locator(".badge").first).to_contain_text(re.compile("Green|Yellow"))
    page.fill("[name=outcome]", "Two visits to Nanjing agreed")
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("What came of it")


def issue_certificates(page: Page, public_id: str) -> None:
    """Step 8: those who earned them get them, and nobody else."""
    page.goto(f"/exchanges/{public_id}/manage/certificates/")
    page.get_by_role("button", name="Issue the certificates").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"12\s+issued"), timeout=60_000)


def verify_certificate(page: Page, visitor: Page, folder: Path) -> None:
    """A delegate takes her PDF; whoever has its code sees no more than name, event, days and validity."""
    page.goto("/certificates/")
    page.locator("main ul a").first.click()
    code = page.url.rstrip("/").split("/")[-1]
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it (PDF)").click()
    download.value.save_as(folder / "certificate.pdf")
    assert (folder / "certificate.pdf").read_bytes().startswith(b"%PDF")
    visitor.goto("/certificates/")
    visitor.fill("[name=code]", code.lower())
    visitor.get_by_role("button", name="Check", exact=True).click()
    main = visitor.get_by_role("main")
    expect(main).to_contain_text("Вакил 1")
    expect(main.locator("dt")).to_have_text(["Name", "Event", "Date", "Validity"])
    visitor.goto("/certificates/")
    visitor.fill("[name=code]", "AAAAAAAAA-BBBBBBBBB-CCCCCCCCC")
    visitor.get_by_role("button", name="Check", exact=True).click()
    expect(main).to_contain_text("There is no certificate with this code.")
