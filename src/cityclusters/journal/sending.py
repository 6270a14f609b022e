"""One round of the outbox: every due letter is claimed, carried and settled, one after the other."""

import smtplib
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cityclusters.journal import courier, outbox, trace
from cityclusters.journal.models.letter import Letter

QUIET_SECONDS = 30  # after the mail server could not be reached
ROUND_SECONDS = 10  # then the regular jobs have their turn, however many letters wait


class Sender:
    """Sends the due letters of one worker over one connection, which it opens when it needs it."""

    def __init__(self, worker: str, own: trace.Trace) -> None:
        self.worker = worker
        self.own = own
        self.server: smtplib.SMTP | None = None
        self.quiet_until = timezone.now()

    def round(self, stopping: Callable[[], bool]) -> bool:
        """Sends what is due, for ten seconds at most, or until it shall stop; whether more may be due."""
        until = time.monotonic() + ROUND_SECONDS
        while not stopping() and timezone.now() >= self.quiet_until:
            letter = outbox.claim(self.worker, timezone.now()) if time.monotonic() < until else None
            if letter is None:
                break
            self._carry(letter)
        self._hang_up()
        return time.monotonic() >= until

    def _carry(self, letter: Letter) -> None:
        try:
            if settings.MAIL_TO_FILES:
                courier.to_file(letter, Path(settings.MAIL_FOLDER))
            else:
                self._hand_over(letter)
        except courier.Refused as refused:
            self._hang_up()
            if refused.for_good:
                outbox.failed(letter, str(refused))
            else:
                outbox.put_back(letter, str(refused), timezone.now())
        except courier.NoAnswer:
            self._hang_up()
            outbox.unclear(letter)
        except OSError as fault:
            self._hang_up()
            outbox.put_back(letter, f"{type(fault).__name__}: {fault}", timezone.now())
        except ValueError as unsendable:  # a header over several lines, an address that has no domain
            outbox.failed(letter, str(unsendable))
        else:
            outbox.sent(letter, timezone.now())

    def _hand_over(self, letter: Letter) -> None:
        if self.server is None:
            try:
                self.server = courier.connect()
            except OSError:
                self.quiet_until = timezone.now() + timedelta(seconds=QUIET_SECONDS)
                raise
        courier.to_server(letter, self.server, self.own)

    def _hang_up(self) -> None:
        """Ends the connection; a server that is gone already need not be told."""
        if self.server is not None:
            try:
                self.server.quit()
            except OSError:
                self.server.close()
            self.server = None
