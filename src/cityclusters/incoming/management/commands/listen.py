"""`cityclusters listen`: the mail server, for mail that arrives."""

import asyncio
import signal
from argparse import ArgumentParser
from contextlib import suppress

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cityclusters.incoming.listening import listen, place


class Command(BaseCommand):
    """Runs until SIGTERM or Ctrl+C; `cityclusters serve` starts it where the settings name a place."""

    help = "Takes mail by SMTP or LMTP at CITYCLUSTERS_MAIL_LISTEN."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another place than the settings name."""
        parser.add_argument("--at", default=settings.MAIL_LISTEN, help="smtp:host:port or lmtp:host:port")

    def handle(self, *args: object, at: str = "", **options: object) -> None:
        """Listens; mail that is being taken is taken to its end."""
        try:
            where = place(at)
        except ValueError as error:
            raise CommandError(f"CITYCLUSTERS_MAIL_LISTEN: {error}, not {at!r}.") from None

        def ready(port: int) -> None:
            self.stdout.write(f"Taking mail by {where.protocol.upper()} on {where.host}:{port}")
            self.stdout.flush()

        async def run() -> None:
            task = asyncio.ensure_future(listen(where, ready))
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, task.cancel)
            with suppress(asyncio.CancelledError):
                await task

        try:
            asyncio.run(run())
        except OSError as error:
            raise CommandError(f"Cannot take mail at {at} ({error}).") from None
