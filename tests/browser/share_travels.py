"""Acts of Share after the publication, each as the person does it in a browser: a practice is translated,
corrected, printed and adapted; `test_share` puts them in order."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.browser import share_story as story
from tests.browser.keyboard import Keyboard
from tests.browser.site import Site

ENGLISH_TITLE = "Virtual fairs of weavers"
CHANGED = "El primer mes nadie respondía los mensajes por la noche, y se perdieron ventas."
PREFACE = "What three fairs taught us."
WORDS = "Ahora vendo desde mi casa."
SHOWN_AS = "Tejedora"
SPEAKER = "tejedora@mail.example"
PLAN = "Fairs for the women of Albert Market."
OUTCOME = "Parcels cost more than what was sold, so it did not work here."
ADAPTER = "focal.point@banjul.example"
LONG_WORK = 90_000  # milliseconds: the worker makes files
FILES = {"pdf": b"%PDF-", "epub": b"PK", "docx": b"PK"}
TAGGED = b"/StructTreeRoot"


def translate(page: Page, practice: str) -> str:
    """Sees the original beside every field, fills them, and hands the translation in. Returns its address."""
    page.goto(f"/practices/{practice}/translations/")
    page.get_by_role("button", name=re.compile("Translate into English")).click()
    expect(page.locator("#part-section-done .wide-only")).to_have_text(story.DONE)
    address = page.url.split("#")[0]
    for field in page.locator("main form [id^=id-][name]").all():
        name = str(field.get_attribute("name"))
        if name == "note":
            continue
        field.fill(ENGLISH_TITLE if name == "title" else f"The English text of {name}")
    page.locator("main button[value=hand_in]").click()
    expect(page.get_by_role("main")).to_contain_text("Waiting for its review")
    return address


def review_translation(page: Page, translator: Page, address: str) -> None:
    """Nobody reviews her own words; a second person reads both sides, corrects a word, and approves."""
    translator.goto(address)
    expect(translator.locator("form[action$='/turn/review/']")).to_have_count(0)
    page.goto(address)
    page.locator("form[action$='/turn/review/'] button").click()
    page.fill("[name=section-failed]", "For one month nobody answered messages at night.")
    page.locator("main button[value=approve]").click()


def read_translation(page: Page, practice: str) -> None:
    """A visitor reads it in English with who made it, and the original is one click away."""
    page.goto(f"/practices/{practice}/?in=en")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(ENGLISH_TITLE)
    expect(main).to_contain_text("For one month nobody answered messages at night.")
    expect(main).to_contain_text(re.compile("by .*Angren.*, reviewed by Second programme officer"))
    main.get_by_role("link", name="Read the original").click()
    expect(main.get_by_role("heading", level=1)).to_have_text(story.TITLE)
    expect(main).to_contain_text(story.FAILED)


def correct(author: Page, manager: Page, practice: str) -> None:
    """The author corrects a sentence; the manager sees the difference and publishes it as version 2."""
    author.goto(f"/practices/{practice}/writing/")
    author.locator("form[action$='/acts/correction/'] button").click()
    author.goto(f"/practices/{practice}/writing/failed/")
    author.fill("[name=text]", CHANGED)
    author.locator("main form.stack .actions button").first.click()
    author.goto(f"/practices/{practice}/submission/")
    author.fill("[name=reason]", "Faltaba lo que costó.")
    author.locator("main form.stack .actions button").first.click()
    manager.goto(f"/practices/{practice}/correction/")
    expect(manager.locator("ins")).to_contain_text("se perdieron ventas")
    manager.get_by_role("button", name="Publish the correction").click()
    expect(manager).to_have_url(re.compile(rf"/practices/{practice}/"))


def read_outdated(page: Page, practice: str) -> None:
    """The English text says that it is of version 1 and what changed; version 1 itself stays as it was."""
    page.goto(f"/practices/{practice}/?in=en")
    page.locator("details.notice.warn > summary", has_text="This translation is of version 1").click()
    expect(page.locator("details.notice.warn ins")).to_contain_text("se perdieron ventas")
    page.goto(f"/practices/{practice}/?in=es")
    expect(page.get_by_role("main")).to_contain_text(CHANGED)
    page.goto(f"/practices/{practice}/versions/1/")
    expect(page.get_by_role("main")).not_to_contain_text("se perdieron ventas")


def make_booklet(page: Page, call: str) -> str:
    """A booklet of the call, with one more practice, a preface and two languages; what lacks a language is
    decided. Returns its public id."""
    page.goto(f"/booklets/new/?call={call}")
    page.locator("main form.stack .actions button").click()
    found = re.search(r"/booklets/(\w{10})/", page.url)
    assert found, page.url
    booklet = found.group(1)
    work = f"/booklets/{booklet}/manage/"
    page.goto(f"{work}practices/?country=GM")
    page.locator("[name=practice]").first.check()
    page.get_by_role("button", name="Add the ticked ones").click()
    page.goto(work)
    expect(page.locator("main tbody th a", has_text=story.TITLE)).to_have_count(1)
    page.get_by_role("button", name=re.compile(f"Down.*{story.TITLE}")).click()
    expect(page.locator("main tbody tr").last).to_contain_text(story.TITLE)
    page.goto(f"{work}texts/")
    page.fill("[name=preface]", PREFACE)
    for language in ("en", "es"):
        page.check(f"[name=languages][value={language}]")
    page.locator("main form.stack .actions button").first.click()
    page.goto(f"{work}editions/")
    expect(page.get_by_role("button", name="Freeze it")).to_have_count(0)
    page.goto(f"{work}languages/")
    page.locator("main tbody select").first.select_option("original")
    page.get_by_role("button", name="Save the decisions").click()
    expect(page.get_by_text("Everything is decided.")).to_be_visible()
    return booklet


def see_proof(page: Page, booklet: str) -> None:
    """The pages as they will print: the worker makes them while the page says how far it is."""
    page.goto(f"/booklets/{booklet}/manage/proofs/")
    page.get_by_role("button", name=re.compile("Make the pages.*English")).click()
    shown = page.locator("main .grid img").first
    expect(shown).to_be_visible(timeout=LONG_WORK)
    width = "image => image.complete ? image.naturalWidth : 0"
    page.wait_for_function(f"() => ({width})(document.querySelector('main .grid img')) > 100")


def publish_edition(page: Page, booklet: str) -> None:
    """Freezes the first edition, waits for its files by looking again as the page offers, publishes it."""
    page.goto(f"/booklets/{booklet}/manage/editions/")
    page.get_by_role("button", name="Freeze it").click()
    progress = page.locator("main progress").or_(page.get_by_text("Waiting for its turn."))
    expect(progress.first).to_be_visible()
    publish = page.get_by_role("button", name="Publish this edition")
    expect(publish).to_be_visible(timeout=LONG_WORK)
    publish.click()
    expect(page.get_by_role("heading", name="Take it with you")).to_be_visible()


def take_booklet(page: Page, booklet: str, folder: Path) -> None:
    """A visitor takes the three files along: a tagged PDF, an EPUB as readers expect it, a DOCX."""
    page.goto(f"/booklets/{booklet}/1/")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(ENGLISH_TITLE)
    for kind, beginning in FILES.items():
        with page.expect_download() as download:
            page.locator(f"main a[download][href$='/en.{kind}']").click()
        file = folder / f"booklet.{kind}"
        download.value.save_as(file)
        content = file.read_bytes()
        assert content.startswith(beginning), (kind, content[:20])
        if kind == "pdf":
            assert TAGGED in content
            continue
        names = ZipFile(BytesIO(content)).namelist()
        assert names[0] == "mimetype" if kind == "epub" else "word/document.xml" in names
    epub = ZipFile(folder / "booklet.epub")
    assert epub.read("mimetype") == b"application/epub+zip"
    pages = b"".join(epub.read(name) for name in epub.namelist() if name.endswith(".xhtml"))
    assert ENGLISH_TITLE.encode() in pages
    assert PREFACE.encode() in pages


def adapt(page: Page, practice: str) -> None:
    """Another city declares by keys alone that it adapts the practice, and reports that it did not work."""
    page.goto(f"/practices/{practice}/?in=en")
    keyboard = Keyboard(page)
    keyboard.to("main a[href$='/adaptations/new/']").go()
    keyboard.write("[name=plan]", PLAN)
    keyboard.to("main form.stack .actions button").go()
    keyboard.to("main a[href$='/report/']").go()
    keyboard.to("[name=outcome]").press("Space")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    expect(page.locator("[name=outcome][value=not]")).to_be_checked()
    keyboard.write("[name=result]", OUTCOME)
    keyboard.to("main form.stack .actions button").go()
    expect(page.get_by_role("main")).to_contain_text("It did not work here.")
    assert not keyboard.wrong, keyboard.wrong


def read_family(page: Page, practice: str) -> None:
    """The family of the practice shows the city, and what came of it."""
    page.goto(f"/practices/{practice}/family/")
    leaf = page.locator("main .tree li", has_text="Banjul").last
    expect(leaf).to_contain_text("It did not work here")
    leaf.get_by_role("link", name="Banjul City Council").click()
    expect(page.get_by_role("main")).to_contain_text(OUTCOME)


def quote(author: Page, site: Site, practice: str) -> str:
    """The author enters what a woman said, with her consent. Returns the link of the letter to her."""
    before = len(site.letters())
    author.goto(f"/practices/{practice}/voices/testimonials/")
    author.fill("[name=text]", WORDS)
    author.fill("[name=named]", SHOWN_AS)
    author.check("[name=how][value=spoken]")
    author.fill("[name=email]", SPEAKER)
    author.locator("main form.stack .actions button").first.click()
    expect(author.locator("main blockquote")).to_contain_text(WORDS)
    letter = site.wait_for_letter(f"To: {SPEAKER}", after=before)
    found = re.search(r"https?://\S+(/consents/\S+)", letter)
    assert found, letter
    return found.group(1)


def take_back(visitor: Page, link: str, practice: str) -> None:
    """She takes it back by the link, without an account: her words are gone from the page at once."""
    visitor.goto(f"/practices/{practice}/")
    expect(visitor.get_by_role("main")).to_contain_text(WORDS)
    visitor.goto(link)
    visitor.get_by_role("button", name="Take it back").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("It is no longer shown")
    visitor.goto(f"/practices/{practice}/")
    expect(visitor.get_by_role("main")).not_to_contain_text(WORDS)
