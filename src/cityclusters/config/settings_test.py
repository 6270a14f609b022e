"""Settings for the tests: the product's own, with files in a throw-away folder and plain static files."""

import os
import tempfile

os.environ.setdefault("CITYCLUSTERS_DEMO", "1")
os.environ.setdefault("CITYCLUSTERS_DATA", tempfile.mkdtemp(prefix="cityclusters-test-"))

from cityclusters.config.settings import *  # noqa: F403, E402

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
