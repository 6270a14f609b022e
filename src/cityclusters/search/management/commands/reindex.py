"""Make the search index anew, while searches go on."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from cityclusters.search.indexing import rebuild

EVERY = 500


class Command(BaseCommand):
    """`cityclusters reindex`"""

    help = "Make the search index anew. Searches go on in the old one until the new one is complete."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs it, saying every so often how far it is."""
        try:
            generation = rebuild(self._say)
        except IntegrityError:
            raise CommandError("Another rebuild began meanwhile and goes on.") from None
        self.stdout.write(f"{generation.done} pages are in the index.")

    def _say(self, done: int, total: int) -> None:
        if done % EVERY < 100:
            self.stdout.write(f"{done} of about {total}")
