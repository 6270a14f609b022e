"""Fixtures of the browser tests: a served demo, and readers with their device, language and JavaScript."""

import fcntl
import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.faults import Faults
from tests.browser.site import Site
from tests.house import ROOT
from tests.programs import chromium, missing

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}
Reader = Callable[..., Page]


# The files that take longest come first: none of them is still on its way when other processes are done.
LONGEST = ["test_accessibility_arabic", "test_accessibility_english", "test_states", "test_without_script"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Keeps a picture of every open page when a test fails."""
    report: Any = yield
    if report.failed and report.when == "call":
        opened: list[Page] = item.funcargs.get("open_pages", [])  # type: ignore[attr-defined]
        for number, page in enumerate(page for first in opened for page in first.context.pages):
            name = re.sub(r"[^\w-]+", "-", item.name)
            page.screenshot(path=ROOT / "test-results" / f"{name}-{number}.png", full_page=True)
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; where it is missing these tests say so, and fail in CI."""
    if why := missing("chromium"):
        (pytest.fail if os.environ.get("CITYCLUSTERS_CI") else pytest.skip)(why)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with places and the demo's story, made once and copied for each site; where tests run in
    several processes, the first makes it and the others wait."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "prepared"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder.with_suffix(".done")
        if not done.exists():
            Site(folder).run("prepare")
            done.touch()
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Site]:
    """The demo as `make run` serves it, shared by the tests that only read."""
    served = Site(tmp_path_factory.mktemp("shared") / "data").start(prepared)
    yield served
    served.stop()


@pytest.fixture
def own_site(tmp_path: Path, prepared: Path) -> Iterator[Site]:
    """A demo of the test's own, for a test that changes what others read."""
    served = Site(tmp_path / "data", PROCESSES="1").start(prepared)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def module_site(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Site]:
    """A demo for one file of tests that add to it, but do not get in each other's way."""
    served = Site(tmp_path_factory.mktemp("module") / "data", PROCESSES="1").start(prepared)
    yield served
    served.stop()


@pytest.fixture
def open_pages() -> list[Page]:
    """The pages that the test has opened."""
    return []


@pytest.fixture
def reader(browser: Browser, request: pytest.FixtureRequest, open_pages: list[Page]) -> Iterator[Reader]:
    """Opens a page for a new reader: reader(device="phone", language="ar", javascript=False, at=own_site).

    A console error, a breach of the security policy, an answer of 500, a missing part of a page or a request
    to somebody else's server fails the test when it ends; `page.faults` of the test's own making are none."""
    contexts: list[tuple[BrowserContext, Faults]] = []

    def open_page(
        device: str = "desktop", language: str = "en", javascript: bool = True, at: Site | None = None
    ) -> Page:
        served: Site = at or request.getfixturevalue("site")
        context = browser.new_context(
            base_url=served.address, locale=language, java_script_enabled=javascript, **DEVICES[device]
        )
        context.set_default_timeout(15_000)
        faults = Faults(served.address.split("//")[1])
        faults.watch(context)
        contexts.append((context, faults))
        page = context.new_page()
        open_pages.append(page)
        return page

    yield open_page
    found = [fault for _context, faults in contexts for fault in faults]
    for context, _faults in contexts:
        context.close()
    assert not found, "\n".join(found)


@pytest.fixture
def page(reader: Reader) -> Page:
    """A visitor at a desk, reading English."""
    return reader()


@pytest.fixture
def phone(reader: Reader) -> Page:
    """A visitor with a phone of 360 by 740 pixels, reading English."""
    return reader(device="phone")
