"""Leaving in a real browser (abuse test 8, trap T18): after the way out, three times Back shows the neutral
page alone, and the browser keeps nothing of what was read."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.site import Site
from tests.browser.steps import sign_in

SECRET = "Women without an income of their own stay."
ROOMS = ("", "outline/", "outline/institutions/", "outline/money/")
PLAN = f"""
from django.utils import timezone
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Project
city = Organisation.objects.exclude(place=None).first()
plan = Project.objects.create(
    kind="local_plan", lead=city, place=city.place, title=make_texts("en", en="Plan of the city"),
    language="en", phase="evidence", shown_to="public",
)
now = timezone.now()
plan.drivers.create(level="community", statement="{SECRET}", evidence="study", source="Study", language="en")
from cityclusters.projects.models import LocalPlan
LocalPlan.objects.create(project=plan, language="en", published_at=now)
print("plan:" + plan.public_id)
"""
LEFT = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  caches: "caches" in window ? (await caches.keys()).length : 0,
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@pytest.fixture(scope="module")
def plan(module_site: Site) -> str:
    """The address of a local plan that visitors read."""
    return "/projects/" + module_site.run("shell", "-c", PLAN).rsplit("plan:", 1)[1].strip() + "/"


def _read(page: Page, plan: str) -> None:
    for room in ROOMS:
        page.goto(plan + room)
        expect(page).to_have_title("Cities Clusters")
    page.goto(plan)
    expect(page.get_by_role("main")).to_contain_text(SECRET)


def _nothing_left(page: Page) -> None:
    """Three times Back; then what the browser keeps for this site."""
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()
    for _time in range(3):
        page.go_back()
        expect(page.get_by_role("heading", name="Hello")).to_be_visible()
        expect(page).to_have_title("Cities Clusters")
        assert SECRET not in page.content()
        assert "/projects/" not in page.url
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"hello"}


def _leave(page: Page, way: str) -> None:
    if way == "shift":
        for _time in range(3):
            page.keyboard.press("Shift")
    else:
        page.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url("**/hello/**")


@pytest.mark.parametrize(
    ("way", "device", "javascript"),
    [
        ("link", "desktop", True),
        ("shift", "desktop", True),
        ("link", "phone", True),
        ("link", "phone", False),
    ],
)
def test_T18_three_times_back_shows_the_neutral_page_alone(
    reader: Reader, module_site: Site, plan: str, way: str, device: str, javascript: bool
) -> None:
    page = reader(device=device, javascript=javascript, at=module_site)
    _read(page, plan)
    _leave(page, way)
    _nothing_left(page)
    if javascript:
        kept = page.evaluate(LEFT)
        assert kept == dict.fromkeys(kept, 0)


def test_T18_the_way_out_signs_out(reader: Reader, module_site: Site, plan: str) -> None:
    page = reader(at=module_site)
    sign_in(page, "Programme officer")
    page.goto("/projects/")
    page.evaluate("() => { localStorage.setItem('kept', '1'); sessionStorage.setItem('kept', '1'); }")
    for room in ROOMS:
        page.goto(plan + room)
    page.goto(plan + "outline/reasons/")
    expect(page.get_by_role("main")).to_contain_text(SECRET)
    _leave(page, "link")
    _nothing_left(page)
    kept = page.evaluate(LEFT)
    assert kept == dict.fromkeys(kept, 0)
    page.goto("/my-work/")
    expect(page).to_have_url(f"{module_site.address}/account/login/?next=/my-work/")


def test_T18_a_reopened_tab_shows_the_neutral_page(reader: Reader, module_site: Site, plan: str) -> None:
    page = reader(at=module_site)
    page.goto(plan)
    _leave(page, "link")
    again = page.context.new_page()
    again.goto(plan)
    expect(again.get_by_role("heading", name="Hello")).to_be_visible()
    assert SECRET not in again.content()


def test_LP5_no_such_path_stands_in_the_log(reader: Reader, module_site: Site, plan: str) -> None:
    page = reader(at=module_site)
    page.goto(plan)
    page.goto(plan + "outline/nothing/")
    page.goto(plan + "outline/basis/")
    _leave_by_address(page)
    assert plan.strip("/") not in module_site.log
    assert "outline" not in module_site.log


def _leave_by_address(page: Page) -> None:
    page.goto("/rest/")
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()
