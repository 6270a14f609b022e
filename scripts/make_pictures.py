"""Makes the pictures of docs/pictures: the main pages, in English and Arabic, on a desk and on a phone.

    DJANGO_SETTINGS_MODULE=cityclusters.config.settings_test .venv/bin/python -m scripts.make_pictures

Needs Chromium; serves a demo of its own in a folder that is deleted afterwards."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import DEVICES, FLAGS
from tests.browser.site import Site
from tests.browser.steps import sign_in
from tests.programs import chromium

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
PAGES = {
    "home": "/",
    "space": "/spaces/e-commerce/",
    "exchange": "/exchanges/uzbekstan2/",
    "report": "/exchanges/uzbekstan2/report/",
    "practice": "/practices/ammanhvb22/",
    "call": "/calls/cavdca2222/",
    "questions": "/questions/replies/",
    "booklets": "/booklets/",
    "search": "/search/?q=women+e-commerce",
    "help": "/help/",
}
OWN = {"my-work": "/my-work/", "write": "/practices/new/"}  # of the officer
# Pages whose address is another in each demo: from where, and which links lead there.
LED = {
    "round": ("/rounds/", ["main .cards h2 a"]),
    "drive": ("/aid/", ["main section[aria-labelledby='drives'] h3 a"]),
}
OWN_LED = {
    "why": (
        "/rounds/",
        ["main .cards li:last-child h2 a", "main a[href*='/runs/']", "main h3 a[href*='/needs/']"],
    ),
}
HEIGHT = {"desktop": 1600, "phone": 1480}
LANGUAGES = ("en", "ar")
# A survey that is open, and the personal link of one who attended.
OPEN = """
from datetime import timedelta
from django.utils import timezone
from cityclusters.exchanges.models import Exchange
from cityclusters.surveys import building
from cityclusters.surveys.models import Survey, Ticket
from cityclusters.surveys.tokens import link
exchange = Exchange.objects.get(public_id="exchange22")
survey = building.create(exchange, exchange.owner, key="short_evaluation", languages=["en", "ar", "es"])
survey.state, survey.opened_at = Survey.State.OPEN, timezone.now()
survey.mode_when_opened, survey.closes_at = survey.mode, timezone.now() + timedelta(days=10)
survey.save()
print(link(Ticket.objects.create(survey=survey, person=exchange.owner)))
"""


def take(page: Page, name: str, device: str, language: str) -> None:
    """One picture, from the top of the page."""
    width = DEVICES[device]["viewport"]["width"]
    height = min(HEIGHT[device], page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    page.wait_for_load_state("networkidle")
    path = PICTURES / f"{name}-{language}-{device}.jpg"
    page.screenshot(path=path, type="jpeg", quality=72, clip=clip, full_page=True)  # type: ignore[arg-type]


def follow(page: Page, address: str, links: list[str], language: str) -> None:
    """Goes to the address, and from there where the first link of each kind leads, in this language."""
    page.goto(f"{address}?lang={language}")
    for link in links:
        to = page.locator(link).first.get_attribute("href")
        assert to, link
        page.goto(f"{to}?lang={language}")


def main() -> None:
    """Serves the demo and takes all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder) / "data").start()
        try:
            survey = site.run("shell", "-c", OPEN).strip().splitlines()[-1]
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            for language in LANGUAGES:
                for device, settings in DEVICES.items():
                    context = browser.new_context(base_url=site.address, locale=language, **settings)
                    page = context.new_page()
                    for name, address in PAGES.items():
                        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
                        take(page, name, device, language)
                    for name, (address, links) in LED.items():
                        follow(page, address, links, language)
                        take(page, name, device, language)
                    page.goto(f"{survey}?in={language}")
                    take(page, "survey", device, language)
                    sign_in(page, "Programme officer")
                    for name, address in OWN.items():
                        page.goto(f"{address}?lang={language}")
                        take(page, name, device, language)
                    for name, (address, links) in OWN_LED.items():
                        follow(page, address, links, language)
                        take(page, name, device, language)
            browser.close()
        finally:
            site.stop()


if __name__ == "__main__":
    main()
