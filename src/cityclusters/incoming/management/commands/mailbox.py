"""`cityclusters mailbox`: takes mail out of a mailbox, for a timer."""

import imaplib
import mailbox
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cityclusters.incoming.mailbox_reading import take_folder, take_imap


class Command(BaseCommand):
    """One round; what is taken is read by the worker."""

    help = "Takes mail out of a Maildir, an mbox file, or the IMAP folder of CITYCLUSTERS_IMAP_…."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A path, or --imap."""
        parser.add_argument("path", nargs="?", type=Path, help="a Maildir or an mbox file")
        parser.add_argument("--imap", action="store_true", help="the folder named by the settings")

    def handle(self, *args: object, path: Path | None = None, imap: bool = False, **options: object) -> None:
        """Says how many were taken."""
        if imap == (path is not None):
            raise CommandError("Name a Maildir or an mbox file, or write --imap.")
        if imap and not settings.IMAP_HOST:
            raise CommandError("CITYCLUSTERS_IMAP_HOST is not set.")
        try:
            taken, left = take_folder(path, self.stderr.write) if path else take_imap()
        except (OSError, mailbox.Error, imaplib.IMAP4.error) as error:
            raise CommandError(f"The mailbox can't be read: {error}") from None
        self.stdout.write(f"{taken} taken, {left} for nobody here")
