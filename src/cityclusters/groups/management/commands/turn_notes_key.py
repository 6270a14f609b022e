"""`cityclusters turn_notes_key`: seals all notes anew under the first of the keys."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cityclusters.groups.counselling import sealing, turning


class Command(BaseCommand):
    """Afterwards the old keys can be taken away, unless something could not be opened."""

    help = "Seals all notes anew under the first of CITYCLUSTERS_NOTES_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = turning.turn(dry_run=options["dry_run"])
        except sealing.Closed:
            raise CommandError("Set CITYCLUSTERS_NOTES_KEYS first.") from None
        self.stdout.write(f"{found.rows} rows are under the first key.")
        if found.unreadable:
            raise CommandError(f"{found.unreadable} rows are opened by none of the keys: keep the old ones.")
