"""The walk of Share in a browser: from a call to a booklet, and to the city for which it did not work.

The author's telephone is 360 pixels wide and its line is cut; others have no JavaScript or no account."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser import share_story as story
from tests.browser import share_travels as travels
from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.steps import sign_in


def test_from_a_call_to_a_booklet_and_to_another_city(reader: Reader, own_site: Site, tmp_path: Path) -> None:
    officer = reader(at=own_site)
    sign_in(officer, "Programme officer")
    call = story.open_call(officer)
    author, practice = _tell(reader, own_site, call)
    _judge(reader, own_site, officer, author, practice, call)
    visitor = reader(device="phone", javascript=False, at=own_site)
    _translate(reader, own_site, practice)
    travels.read_translation(visitor, practice)
    travels.correct(author, officer, practice)
    travels.read_outdated(visitor, practice)
    booklet = travels.make_booklet(officer, call)
    travels.see_proof(officer, booklet)
    travels.publish_edition(officer, booklet)
    travels.take_booklet(visitor, booklet, tmp_path)
    city = reader(at=own_site)
    story.enter(city, own_site, travels.ADAPTER)
    travels.adapt(city, practice)
    travels.read_family(visitor, practice)
    link = travels.quote(author, own_site, practice)
    travels.take_back(visitor, link, practice)


def _tell(reader: Reader, site: Site, call: str) -> tuple[Page, str]:
    """The author's practice, from the short form to its submission; and another city's."""
    phone = reader(device="phone", language="es", at=site)
    story.enter(phone, site, story.AUTHOR)
    author = story.tell_offline(phone, call)
    old_phone = reader(device="phone", language="es", javascript=False, at=site)
    story.enter(old_phone, site, story.AUTHOR)
    practice = story.finish_on_another_phone(old_phone, call)
    story.write_sections(author, practice)
    story.add_picture(author, practice)
    story.submit(author, site, practice)
    other_city = reader(device="phone", language="es", javascript=False, at=site)
    story.enter(other_city, site, story.OTHER_CITY)
    story.tell_without_script(other_city, call)
    return author, practice


def _judge(reader: Reader, site: Site, officer: Page, author: Page, practice: str, call: str) -> None:
    """Screened, read by two people from elsewhere, decided with reasons, published by its author."""
    countrywoman = reader(at=site)
    sign_in(countrywoman, story.COUNTRYWOMAN)
    story.take_a_post(countrywoman, officer)
    story.screen(officer, call, practice)
    links = story.ask_reviewers(officer, site, practice)
    for number, (address, link) in enumerate(links.items()):
        reviewer = reader(at=site)
        story.accept_review(reviewer, site, address, link)
        if number == 0:
            story.ask_author(reviewer, author, site, practice)
        story.hand_in(reviewer, f"A word to the author, number {number}.")
    story.decide(officer, site, practice)
    story.publish(author, practice)


def _translate(reader: Reader, site: Site, practice: str) -> None:
    """One person translates it, and a second one reviews it."""
    translator, second = reader(at=site), reader(at=site)
    sign_in(translator, "Deputy mayor, Angren")
    address = travels.translate(translator, practice)
    sign_in(second, "Second programme officer")
    travels.review_translation(second, translator, address)
