"""Settings for the tests: the product's own, with a database file and folders that are thrown away.

SQLite stays a file with the product's own options, so that races in the tests are real ones."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("CITYCLUSTERS_DEMO", "1")
if "CITYCLUSTERS_DATA" not in os.environ and "pytest" in sys.modules:
    os.environ["CITYCLUSTERS_DATA"] = tempfile.mkdtemp(prefix="cityclusters-test-")
    atexit.register(shutil.rmtree, os.environ["CITYCLUSTERS_DATA"], ignore_errors=True)
elif "CITYCLUSTERS_DATA" not in os.environ:  # a type checker looks at the models
    os.environ["CITYCLUSTERS_DATA"] = str(Path(tempfile.gettempdir()) / "cityclusters-types")
if process := os.environ.get("PYTEST_XDIST_WORKER"):  # parallel tests share nothing
    os.environ["CITYCLUSTERS_DATA"] = str(Path(os.environ["CITYCLUSTERS_DATA"]) / process)

from cityclusters.config.settings import *  # noqa: F403
from cityclusters.config.settings import DATA, DATABASES

(DATA / "static").mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
