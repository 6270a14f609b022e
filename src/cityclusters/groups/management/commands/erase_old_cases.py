"""`cityclusters erase_old_cases`: erases what has been kept long enough; the worker does it too."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cityclusters.groups.counselling import jobs


class Command(BaseCommand):
    """With --dry-run it says how many cases would go, and changes nothing."""

    help = "Erases counselling cases that have been kept long enough."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args: Any, **options: Any) -> None:
        number = jobs.old(timezone.localdate()).count()
        if options["dry_run"]:
            self.stdout.write(f"{number} cases would be erased.")
            return
        jobs.count_and_erase()
        self.stdout.write(f"{number} cases were erased.")
