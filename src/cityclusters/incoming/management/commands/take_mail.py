"""`cityclusters take_mail ADDRESS < message`: for mail servers that hand mail to a program."""

import os
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError

from cityclusters.incoming.addresses import target_of
from cityclusters.incoming.arriving import keep


class Command(BaseCommand):
    """Ends with the codes of sysexits.h, which mail servers understand."""

    help = "Takes one message from standard input, for the address that is named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For whom, and from whom."""
        parser.add_argument("address", help="to which of our addresses it came")
        parser.add_argument("--sender", default="", help="the envelope's sender; empty for a report")

    def handle(self, *args: object, address: str = "", sender: str = "", **options: object) -> None:
        """Kept when it ends with 0."""
        raw = sys.stdin.buffer.read(settings.MAIL_LIMIT + 1)
        if len(raw) > settings.MAIL_LIMIT:
            raise CommandError("The message is too large.", returncode=os.EX_DATAERR)
        try:
            if target_of(address) is None:
                raise CommandError("No such address here.", returncode=os.EX_NOUSER)
            keep(raw, [address], sender.strip("<>"), "pipe")
        except (DatabaseError, InterfaceError):
            raise CommandError("Come back later.", returncode=os.EX_TEMPFAIL) from None
