"""Measures the public pages of the demo as a reader's browser fetches them for the first time.

The promise: at most 50 KB over the wire (HTML, styles, scripts and fonts, as they are compressed, with the
headers of the answers; pictures aside), and nothing from another host. Each page is fetched in the four
languages of the interface and the largest is printed. Compressed pages are padded with up to 100 random bytes
against guessing, so sizes differ by as much from run to run.

Then it measures a restart: `cityclusters prepare` and `cityclusters serve` on a folder that is ready, until
the server answers. Times depend on the machine and are printed beside a bare start of the framework; they
fail nothing. A folder in which `cityclusters prepare` has run in the demo spares preparing one.

    PYTHONPATH=. .venv/bin/python tests/bench/bench_pages.py [PREPARED]
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.first_view import LANGUAGES, View, first_view, text_of
from tests.browser.site import Site

PROMISED_BYTES = 50_000
PROMISED_SECONDS = 5
ROUNDS = 3
# The pages for visitors; those of the demo's exchanges by their public ids.
PAGES = [
    "/", "/about/", "/spaces/", "/exchanges/", "/exchanges/?time=past", "/exchanges/uzbekstan2/",
    "/exchanges/exchange22/", "/exchanges/markets222/", "/exchanges/uzbekstan2/report/", "/places/",
    "/places/?q=samarkand", "/places/country/UZ/", "/organisations/", "/organisations/?q=khiva",
    "/certificates/", "/check-in/", "/account/login/", "/account/signup/", "/zone/",
    "/api/exchanges.atom", "/api/exchanges.json", "/api/exchanges.csv",
]  # fmt: skip
# One page of each kind that the lists above lead to: (list, what its address begins with).
FIRST_OF = [
    ("/spaces/", "/spaces/"),
    ("/places/?q=samarkand", "/places/"),
    ("/organisations/", "/organisations/"),
]
BARE = "import django; django.setup()"


def main() -> int:
    """Prepares and serves the demo, prints what it measured; 1 if the promise on sizes is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(sys.argv[1]) if len(sys.argv) > 1 else _prepare(Path(folder) / "prepared")
        site = Site(Path(folder) / "served")
        _keep_compiled_code(site, Path(folder) / "compiled")
        site.start(prepared)
        try:
            pages = [*PAGES, *(_first(site.address, *where) for where in FIRST_OF)]
            views = [_largest(site.address, path) for path in pages]
        finally:
            site.stop()
        kept = told(views)
        _tell_restarts(site)
    return 0 if kept else 1


def _prepare(folder: Path) -> Path:
    """A data folder of a new server."""
    site = Site(folder)
    print(f"prepare on an empty folder: {seconds(lambda: site.run('prepare')):.1f} s")
    return folder


def _first(address: str, listing: str, beginning: str) -> str:
    """The first page that the list links to."""
    html = text_of(address + listing)
    found = re.search(rf'<a[^>]* href="({re.escape(beginning)}[\w-]+/)"', html)
    assert found, f"{listing} leads to nothing"
    return found[1]


def _largest(address: str, path: str) -> View:
    """The first view in the language in which it is largest."""
    return max((first_view(address, path, language) for language in LANGUAGES), key=lambda view: view.total)


def told(views: list[View]) -> bool:
    """Prints the table; whether every page keeps the promise."""
    print(f"{'page':38} {'':2} {'HTML':>6} {'CSS':>6} {'JS':>6} {'fonts':>6} {'total':>6}  pictures")
    for view in sorted(views, key=lambda view: -view.total):
        sizes = " ".join(f"{view.size(kind):6}" for kind in ("page", "style", "script", "font"))
        print(f"{view.path:38} {view.language} {sizes} {view.total:6}  {view.size('picture')}")
        for other in view.elsewhere:
            print(f"    asks another host: {other}")
    most = max(view.total for view in views)
    print(f"the largest of {len(views)} pages: {most} bytes; promised: {PROMISED_BYTES}")
    return most <= PROMISED_BYTES and not any(view.elsewhere for view in views)


def _keep_compiled_code(site: Site, folder: Path) -> None:
    """As Python does by itself, unless the environment in which this runs forbids it: a restart then finds
    what the first start compiled."""
    site.environment.pop("PYTHONDONTWRITEBYTECODE", None)
    site.environment["PYTHONPYCACHEPREFIX"] = str(folder)


def _tell_restarts(site: Site) -> None:
    times = []
    for _ in range(ROUNDS):
        times.append(seconds(site.start))
        site.stop()
    command = [sys.executable, "-c", BARE]
    bare = min(
        seconds(lambda: subprocess.run(command, env=site.environment, check=True)) for _ in range(ROUNDS)
    )
    best = min(times)
    said = ", ".join(f"{one:.2f}" for one in times)
    print(f"restart: {best:.2f} s ({said}); promised: {PROMISED_SECONDS} s")
    print(f"a bare start of the framework: {bare:.2f} s; ratio {best / bare:.1f}")


def seconds(act: Callable[[], object]) -> float:
    """How long the act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
