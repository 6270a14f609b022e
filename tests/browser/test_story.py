"""The whole story in a browser: from an announced training to a published result.

The officer works at a desk; the delegates use phones of 360 pixels without JavaScript."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.steps import sign_in


def test_from_an_announced_training_to_a_published_result(
    reader: Reader, own_site: Site, tmp_path: Path
) -> None:
    officer, phone = reader(at=own_site), reader(device="phone", javascript=False, at=own_site)
    sign_in(officer, "Programme officer")
    public_id = story.announce(officer)
    story.name_delegates(officer, public_id, tmp_path)
    story.enter(phone, own_site, "delegate1@story.example", f"/exchanges/{public_id}/")
    expect(phone.get_by_role("main")).to_contain_text("You have a seat")
    story.move_session(own_site, public_id, -59, 30)
    story.check_in(phone, story.make_code(officer, public_id))
    story.upload_log(officer, public_id, tmp_path)
    survey = story.prepare_survey(officer, public_id)
    story.move_session(own_site, public_id, -59, 0)
    _answer_all(reader, own_site)
    story.close_survey(officer, survey)
    story.publish_report(officer, public_id)
    visitor = reader(device="phone", javascript=False, at=own_site)
    story.take_report(visitor, public_id, tmp_path)
    story.follow_up(officer)
    story.issue_certificates(officer, public_id)
    story.verify_certificate(phone, visitor, tmp_path)


def _answer_all(reader: Reader, site: Site) -> None:
    """One after the other on one old phone; the first begins, saves and goes on later."""
    phone: Page = reader(device="phone", javascript=False, at=site)
    links = [story.survey_link(site, f"delegate{number}@story.example") for number in story.ANSWERING]
    story.put_aside(phone, links[0])
    for number, link in enumerate(links):
        story.answer(phone, link, number)
    story.state_need(phone)
