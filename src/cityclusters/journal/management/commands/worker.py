"""`cityclusters worker`: sends letters, runs the regular jobs and the tasks."""

import signal
from argparse import ArgumentParser
from types import FrameType

from django.core.management.base import BaseCommand

from cityclusters.journal.worker import Worker


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl+C; with --once it does what is due and ends."""

    help = "Sends letters, runs the regular jobs and the tasks. Several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: object, once: bool = False, **options: object) -> None:
        """Starts the worker; asked to stop, it ends what it is doing."""
        worker = Worker()
        if once:
            worker.run_once()
            return

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stopping.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        self.stdout.write("The worker is running. Stop it with Ctrl+C.")
        worker.run()
