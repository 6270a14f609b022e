"""`cityclusters load_places`: countries and cities from the packages, once, and again after an update."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cityclusters.places.gazetteer import THRESHOLDS
from cityclusters.places.loading import THRESHOLD, load_countries, load_places


class Command(BaseCommand):
    """Prints its progress; may be run while the site is in use."""

    help = "Loads countries and cities; a second run changes nothing, a newer package adds and corrects."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--threshold",
            type=int,
            choices=THRESHOLDS,
            default=THRESHOLD,
            help=f"smallest number of inhabitants (default {THRESHOLD})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"countries: {load_countries()}")
        done = load_places(options["threshold"], self._progress)
        self.stdout.write(
            f"places: {done.added} added, {done.changed} corrected; names: {done.names} added; "
            f"namesakes marked: {done.told_apart}"
        )

    def _progress(self, step: str, done: int, total: int) -> None:
        if done == total:
            self.stdout.write(f"{step}: {done} of {total}")
        elif self.stdout.isatty():  # in a log file each step would be kept
            self.stdout.write(f"{step}: {done} of {total}", ending="\r")
            self.stdout.flush()
