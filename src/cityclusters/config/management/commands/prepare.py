"""`cityclusters prepare`: everything that must be in place before `cityclusters serve`."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from cityclusters.config.checks import START
from cityclusters.config.preparation import prepare


class Command(BaseCommand):
    """Brings tables, translations, static files and the lists of places and themes up to date."""

    help = "Prepares the server: tables, translations, static files, places, themes, and the demo's story."
    requires_system_checks = [START]

    def handle(self, *args: Any, **options: Any) -> None:
        since = monotonic()
        for name in prepare():
            self.stdout.write(f"{name}: done in {monotonic() - since:.1f} s")
            since = monotonic()
