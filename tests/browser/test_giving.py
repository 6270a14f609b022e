"""The walk of the ledger in a browser: from a call for masks to boxes that arrived, and a list of more."""

from pathlib import Path

from tests.browser import giving_story as story
from tests.browser.conftest import Reader
from tests.browser.share_story import enter
from tests.browser.site import Site
from tests.browser.steps import choose_language, sign_in


def test_from_a_call_for_masks_to_what_is_still_needed(
    reader: Reader, own_site: Site, tmp_path: Path
) -> None:
    officer, city = reader(at=own_site), reader(at=own_site)
    donor, phone = reader(at=own_site), reader(device="phone", at=own_site)
    visitor = reader(device="phone", javascript=False, at=own_site)
    sign_in(officer, "Programme officer")
    drive = story.open_drive(officer)
    for page in (city, phone):
        sign_in(page, "Mayor, Kokand")
        choose_language(page, "en")
    request = story.ask_by_keys(city, drive)
    enter(donor, own_site, story.DONOR)
    choose_language(donor, "en")
    before = len(own_site.letters())
    pledge = story.pledge(donor, request)
    story.agree(phone, own_site, pledge, before)
    shipment = story.ship(donor, pledge)
    story.receive(phone, shipment)
    story.read_drive(visitor, drive, arrived="9 800", needed="10 200")
    story.read_rows(visitor, drive, "9 800", story.DONOR_NAME)
    story.upload_wrong(donor, tmp_path)
    story.upload_right(donor, tmp_path)
