"""`cityclusters demo`: loads the demo's records."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cityclusters.pages.demo.loading import load


class Command(BaseCommand):
    """Loads the demo's story; refuses outside the demo, because its people can be signed in as by anybody."""

    help = "Load the demo's records (only with CITYCLUSTERS_DEMO=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not the demo: set CITYCLUSTERS_DEMO=1 on a server of its own.")
        self.stdout.write("The demo is loaded." if load() else "The demo is in place.")
