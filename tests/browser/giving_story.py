"""Acts of a mask drive, each as the person does it in a browser; `test_giving` puts them in order."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.help_story import day, id_of, press
from tests.browser.keyboard import Keyboard
from tests.browser.share_story import photo
from tests.browser.site import Site

DONOR, DONOR_NAME = "development@yichun.example", "Women’s Federation of Yichun"
RECIPIENT, RECIPIENT_NAME = "delegate@kokand.example", "City administration of Kokand"
TITLE = "Masks for the bazaars"
WORDS = "Boxes in the store of the hospital"
WET = "Four boxes were wet."
HEAD = ["number", "donor", "recipient", "item", "packs_sent", "pieces_in_pack", "shipped_on", "certificate"]
HEAD += ["usable_until"]


def amount(text: str) -> re.Pattern[str]:
    """A number as the page groups it: its spaces do not break the line."""
    return re.compile(r"\s".join(text.split()))


def open_drive(page: Page) -> str:
    """A drive that ends before it begins is refused and stays filled in; corrected, it is public. Returns its
    public id."""
    page.goto("/aid/drives/new/")
    page.locator("main [name^=title]").first.fill(TITLE)
    page.locator("main [name^=text]").first.fill("Traders stand close to each other all day.")
    page.fill("[name=organisation]", "United Nations Office for South-South Cooperation (UNOSSC)")
    page.fill("[name=starts]", day(0))
    page.fill("[name=ends]", day(-1))
    press(page)
    expect(page.get_by_text("It ends before it begins.")).to_be_visible()
    expect(page.locator("main [name^=title]").first).to_have_value(TITLE)
    page.fill("[name=ends]", day(60))
    press(page)
    expect(page.get_by_role("main")).to_contain_text("Nobody has asked for anything yet.")
    return id_of(page, "drives")


def ask_by_keys(page: Page, drive: str) -> str:
    """A city asks for 400 boxes of 50 masks, with keys alone. Returns the request's public id."""
    page.goto(f"/aid/drives/{drive}/")
    keyboard = Keyboard(page)
    keyboard.to("main a[href*='/aid/requests/new/']").go()
    expect(page.locator("[name=place]")).to_have_value(re.compile("Qo‘qon|Kokand"))
    expect(page.locator("[name=drive]")).to_have_value(drive)
    keyboard.write("[name=note]", "For the traders of three bazaars.")
    keyboard.to("[name=lines-0-item]")
    page.keyboard.type("Masks")
    keyboard.write("[name=lines-0-packs]", "400")
    keyboard.write("[name=lines-0-unit_size]", "50")
    keyboard.to("main form .actions button").go()
    assert not keyboard.wrong, keyboard.wrong
    row = page.get_by_role("row", name=re.compile("Qo‘qon|Kokand"))
    expect(row).to_contain_text(amount("20 000"))
    row.get_by_role("link", name=re.compile("masks|pieces", re.I)).first.click()
    return id_of(page, "requests")


def pledge(page: Page, request: str) -> str:
    """Another city pledges half of it, and pays the transport. Returns the pledge's public id."""
    page.goto(f"/aid/requests/{request}/")
    page.get_by_role("link", name="Pledge something").click()
    expect(page.locator("[name=packs]")).to_have_value("400")
    page.fill("[name=packs]", "200")
    page.check("[name=freight][value=yes]")
    press(page)
    expect(page.get_by_role("main")).to_contain_text("The donor pays the transport.")
    return id_of(page, "pledges")


def agree(page: Page, site: Site, pledge_: str, before: int) -> None:
    """The recipient got a letter and agrees."""
    site.wait_for_letter(f"To: {RECIPIENT}", f"/aid/pledges/{pledge_}/", after=before)
    page.goto(f"/aid/pledges/{pledge_}/")
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_role("main")).to_contain_text("Agreed. The donor gets a letter.")


def ship(page: Page, pledge_: str) -> str:
    """The donor ships it: without a certificate of the masks it is warned. Returns the shipment's id."""
    page.goto(f"/aid/pledges/{pledge_}/")
    page.get_by_role("link", name="Prepare a shipment").click()
    page.fill("[name=reference]", "W-1")
    page.fill("[name=shipped_on]", day(0))
    expect(page.locator("[name=lines-0-packs]")).to_have_value("200")
    expect(page.locator("[name=payer][value=donor]")).to_be_checked()
    press(page)
    expect(page.locator("form .wrong [name=lines-0-warned]")).to_be_visible()
    page.fill("[name=lines-0-certificate]", "CE 2163")
    page.fill("[name=lines-0-expires_on]", day(500))
    press(page)
    expect(page.get_by_role("main")).to_contain_text("nothing of it is counted")
    return id_of(page, "shipments")


def receive(page: Page, shipment: str) -> None:
    """On the phone: four boxes are rejected, which needs a reason; a photo shows the rest, with consent."""
    page.goto(f"/aid/shipments/{shipment}/")
    page.get_by_role("link", name="Confirm what arrived").click()
    page.locator("[name^=accepted-]").fill("196")
    page.locator("[name^=rejected-]").fill("4")
    press(page)
    expect(page.locator(".problems")).to_be_visible()
    expect(page.locator("[name^=accepted-]")).to_have_value("196")
    page.locator("[name^=reason-]").fill(WET)
    press(page)
    main = page.get_by_role("main")
    expect(main).to_contain_text("What you accepted counts from now on.")
    expect(main).to_contain_text(WET)
    main.get_by_role("link", name="Add a photo or a signed paper").click()
    sent = {"name": "store.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.set_input_files("[name=file]", sent)  # type: ignore[arg-type]
    page.fill("[name=words]", WORDS)
    page.check("[name=shown]")
    press(page)
    expect(main).to_contain_text("Say how those in it agreed, or that nobody can be recognised.")
    expect(page.locator("[name=words]")).to_have_value(WORDS)
    page.set_input_files("[name=file]", sent)  # type: ignore[arg-type]
    page.check("[name=agreed][value=spoken]")
    page.fill("[name=agreed_on]", day(0))
    press(page)
    expect(main.locator("img")).to_have_attribute("alt", WORDS)


def read_drive(page: Page, drive: str, arrived: str, needed: str) -> None:
    """Everybody reads what arrived and what is still needed."""
    page.goto(f"/aid/drives/{drive}/")
    row = page.get_by_role("row", name=re.compile("Qo‘qon|Kokand"))
    expect(row.locator("td").nth(3)).to_have_text(amount(needed))
    expect(row.locator("td").nth(2)).to_have_text(amount(arrived))
    photo_ = page.locator(f"main img[alt='{WORDS}']")
    photo_.scroll_into_view_if_needed()
    expect(photo_).to_be_visible()
    assert page.request.get(str(photo_.get_attribute("src"))).ok


def read_rows(page: Page, drive: str, total: str, *numbers: str) -> None:
    """The total opens the rows that it is made of."""
    page.goto(f"/aid/?drive={drive}")
    masks = page.get_by_role("row", name=re.compile("Masks")).first
    masks.get_by_role("link", name=amount(total)).first.click()
    main = page.get_by_role("main")
    for number in numbers:
        expect(main).to_contain_text(number)
    expect(main.get_by_role("link", name=re.compile(RECIPIENT_NAME)).first).to_be_visible()


def upload(page: Page, folder: Path, packs: str) -> None:
    """The donor uploads its list of two more shipments, one of which has `packs` of masks."""
    rows = [["W-2", "100"], ["W-3", packs]]
    lines = [
        [number, DONOR_NAME, RECIPIENT_NAME, "masks", sent, "50", day(0), "CE 2163", day(500)]
        for number, sent in rows
    ]
    file = folder / "shipments.csv"
    file.write_text("\n".join(";".join(line) for line in [HEAD, *lines]), encoding="utf-8")
    page.goto("/aid/upload/shipments/")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Upload and check").click()


def upload_wrong(page: Page, folder: Path) -> None:
    """One bad cell is named with its line and column, and nothing is changed."""
    upload(page, folder, "1,000")
    main = page.get_by_role("main")
    expect(main.locator(".problems")).to_contain_text("1 cell needs correction. Nothing was changed.")
    expect(main.get_by_role("row").last).to_contain_text(re.compile(r"3.*packs_sent.*without commas", re.S))
    page.goto("/aid/mine/")
    expect(main).to_contain_text("W-1")
    expect(main).not_to_contain_text("W-2")


def upload_right(page: Page, folder: Path) -> None:
    """Corrected, the page says what would happen; then it is done. Sent again, it is known already."""
    upload(page, folder, "1000")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Nothing has changed yet.")
    page.get_by_role("button", name="Do this").click()
    expect(main).to_contain_text("Done. New: 2; completed: 0.")
    expect(main).to_contain_text("W-3")
    upload(page, folder, "1000")
    expect(main.locator("dt", has_text="Known already").locator("+ dd")).to_have_text("2")
