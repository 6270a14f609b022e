"""The desk in a real browser (HU1, abuse tests 5 and 8): a counsellor writes a note, an administrator finds
nothing, and after the way out the device keeps nothing of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.steps import sign_in

NOTE = "She wants to open a shop and asks how to begin."
LABEL = "R. from the loom"
COUNSELLOR, ADMINISTRATOR = "Steward of the e-commerce space", "Administrator of the platform"
HUB = f"""
from datetime import date
from cityclusters.core.texts import make_texts
from cityclusters.groups.models import Group, Keeper
from cityclusters.people.models import Person
from cityclusters.places.models import Place
hub = Group.objects.create(
    kind="hub", names=make_texts("en", en="Hub of the trial"), language="en", parts=["counselling"],
    place=Place.objects.filter(name="Amman").first(),
)
person = Person.objects.get(name="{COUNSELLOR}")
Keeper.objects.create(group=hub, person=person, role="counsellor", starts=date(2020, 1, 1))
print("hub:" + hub.public_id)
"""
LINE = """
from django.utils import timezone
from cityclusters.core.texts import make_texts
from cityclusters.places.models import Country, Place
from cityclusters.projects.models import Service
for name, kind, phone in (("Helpline", "hotline", "+962 (6) 000-000"), ("Police", "police", "000")):
    Service.objects.create(
        kind=kind, names=make_texts("en", en=name), phones=[phone], country=Country.objects.get(pk="JO"),
        source="Trial", state="verified", verified_on=timezone.localdate(), illustrative=True,
    )
"""
KEPT = """async () => JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})
  + JSON.stringify("caches" in window ? await caches.keys() : [])
  + (await navigator.serviceWorker.getRegistrations()).length"""


@pytest.fixture(scope="module")
def hub(module_site: Site) -> str:
    """The address of the group's folders."""
    module_site.run("shell", "-c", LINE)
    return module_site.run("shell", "-c", HUB).rsplit("hub:", 1)[1].strip()


def _write(page: Page, hub: str) -> str:
    """Begins a folder and writes a session; the folder's address."""
    sign_in(page, COUNSELLOR)
    page.goto("/desk/")
    page.get_by_role("link", name="New folder").click()
    page.get_by_label("A name for this folder").fill(LABEL)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name=LABEL)).to_be_visible()
    page.get_by_label("Length in minutes").fill("50")
    page.get_by_label("Work and income").check()
    page.get_by_label("Note").fill(NOTE)
    assert NOTE not in page.evaluate(KEPT)  # while she writes, too
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("article")).to_contain_text(NOTE)
    return page.url


@pytest.mark.parametrize(("device", "javascript"), [("desktop", True), ("phone", False)])
def test_HU1_a_note_is_its_counsellors_alone(
    reader: Reader, module_site: Site, hub: str, device: str, javascript: bool
) -> None:
    counsellor = reader(device=device, javascript=javascript, at=module_site)
    if not javascript:
        counsellor_writes = reader(at=module_site)
        folder = _write(counsellor_writes, hub)
        sign_in(counsellor, COUNSELLOR)
        counsellor.goto(folder)
        expect(counsellor.get_by_role("article")).to_contain_text(NOTE)
    else:
        folder = _write(counsellor, hub)
    expect(counsellor).to_have_title("Cities Clusters")
    administrator = reader(at=module_site)
    sign_in(administrator, ADMINISTRATOR)
    for address in (folder, "/desk/", f"/desk/g/{hub}/"):
        answer = administrator.goto(address)
        assert answer is not None
        assert answer.status == 404
        assert NOTE not in administrator.content()
        assert LABEL not in administrator.content()


def test_T18_after_the_way_out_nothing_of_the_desk_is_left(
    reader: Reader, module_site: Site, hub: str
) -> None:
    page = reader(device="phone", at=module_site)
    folder = _write(page, hub)
    page.goto("/desk/")
    page.goto(folder)
    for _time in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/hello/**")
    for _time in range(3):
        page.go_back()
        expect(page.get_by_role("heading", name="Hello")).to_be_visible()
        assert NOTE not in page.content()
        assert LABEL not in page.content()
    assert page.evaluate(KEPT) == "{}{}[]0"
    page.goto(folder)
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()
    assert "/desk/" not in module_site.log


@pytest.mark.parametrize("language", ["en", "ar"])
def test_HU9_the_card_leads_to_numbers_and_asks_nothing(
    reader: Reader, module_site: Site, hub: str, language: str
) -> None:
    page = reader(device="phone", language=language, at=module_site)
    page.goto(f"/card/{hub}/")
    main = page.get_by_role("main")
    expect(main.locator("form, input, textarea")).to_have_count(0)
    number = main.get_by_role("link", name="+962 (6) 000-000")
    expect(number).to_have_attribute("href", "tel:+9626000000")
    box = number.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert number.locator("bdi").get_attribute("dir") == "ltr"


def test_LP4_the_slip_folds_to_a_bank_card(reader: Reader, module_site: Site, hub: str) -> None:
    page = reader(at=module_site)
    page.goto("/slips/JO/")
    page.emulate_media(media="print")
    slips = page.locator(".slip")
    expect(slips).to_have_count(4)
    box = slips.first.bounding_box()
    assert box is not None
    millimetre = 96 / 25.4
    assert abs(box["width"] / millimetre - 85.6) < 1
    assert abs(box["height"] / millimetre - 108) < 1
    expect(slips.first).to_contain_text("+962 (6) 000-000")
    last = slips.first.locator("li").last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= box["y"] + box["height"] / 2  # above the fold
