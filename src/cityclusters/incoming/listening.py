"""The mail server: speaks SMTP or LMTP with the mail server of the city, and keeps what it is given.

It stands behind that server, on an address that only it can reach: it knows no passwords and no encryption.
250 is said after the message is in the database; 5xx for an address that names nothing here; 4xx when the
database is away, so that the other side keeps the message and tries again."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections

from cityclusters.incoming.addresses import domain, target_of
from cityclusters.incoming.arriving import keep

logger = logging.getLogger("cityclusters.incoming")
Result = TypeVar("Result")

MOST_CONNECTIONS = 50
MOST_RECIPIENTS = 50
IDLE_SECONDS = 120  # for a command, and for a whole message
LONGEST_LINE = 65_536  # bytes; programs write lines far beyond the 998 that are allowed
ADVICE = {"MAIL": 200, "RCPT": 1000, "RSET": 200, "DATA": 200, "*": 50}  # commands in one connection
AWAY = "451 4.3.0 Come back later"
UNKNOWN = "550 5.1.1 No such address here"


class Place(NamedTuple):
    """Where to listen, and in which language."""

    protocol: str
    host: str
    port: int


def place(text: str) -> Place:
    """'lmtp:127.0.0.1:8024' or 'smtp:[::1]:2525'. Raises ValueError for anything else."""
    protocol, _colon, rest = text.partition(":")
    host, _colon, port = rest.rpartition(":")
    if protocol not in {"smtp", "lmtp"} or not host or not 0 <= int(port) < 65_536:
        raise ValueError("write smtp:host:port or lmtp:host:port")
    return Place(protocol, host.strip("[]"), int(port))


def _with_database(work: Callable[[], Result]) -> Result:
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()


class Handler:
    """What is done with addresses and messages."""

    def __init__(self, protocol: str) -> None:
        self.protocol = protocol
        self.threads = ThreadPoolExecutor(4, thread_name_prefix="incoming")

    async def _asked(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self.threads, _with_database, work)

    async def handle_RCPT(  # noqa: N802 -- the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Takes addresses that name something here."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            target = await self._asked(lambda: target_of(address))
        except (DatabaseError, InterfaceError):
            return AWAY
        if target is None:
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 -- the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keeps the message for all its addresses; LMTP wants an answer for each of them."""
        raw, sender = bytes(envelope.original_content or b""), envelope.mail_from or ""
        addresses = list(envelope.rcpt_tos)
        try:
            await self._asked(lambda: keep(raw, addresses, sender.strip("<>"), self.protocol))
            answer = "250 2.0.0 Kept"
        except (DatabaseError, InterfaceError):
            logger.exception("a mail could not be kept")
            answer = AWAY
        return "\r\n".join([answer] * (len(addresses) if self.protocol == "lmtp" else 1))

    async def handle_exception(self, error: Exception) -> str:
        """Nothing of a fault is told to the other side; it keeps the message and tries again."""
        logger.error("fault in the mail server", exc_info=error)
        return AWAY


class Guarded(SMTP):
    """The library's server with limits: connections at once, and bytes between two answers."""

    line_length_limit = LONGEST_LINE
    open: set["Guarded"]
    flood = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Sends the fiftieth guest away before anything is started for it."""
        if len(self.open) >= MOST_CONNECTIONS and isinstance(transport, asyncio.Transport):
            transport.write(b"421 4.7.0 Too many connections\r\n")
        self.open.add(self)
        super().connection_made(transport)
        if len(self.open) > MOST_CONNECTIONS and isinstance(transport, asyncio.Transport):
            transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        """Makes room."""
        self.open.discard(self)
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Ends a flood that never comes to an end of a line, which the library would keep in memory."""
        self.flood += len(data)
        if self.flood > 2 * settings.MAIL_LIMIT + LONGEST_LINE and self.transport is not None:
            self.transport.abort()  # type: ignore[attr-defined]  # the library calls it a base transport
            return
        super().data_received(data)

    async def push(self, status: Any) -> None:
        """Answers; what comes next is counted anew."""
        self.flood = 0
        await super().push(status)


class GuardedLMTP(Guarded, LMTP):
    """The same for LMTP."""


async def listen(at: Place, ready: Callable[[int], None]) -> None:
    """Listens until it is cancelled; says its port when it is ready. Raises OSError where it is taken."""
    handler = Handler(at.protocol)
    opened: set[Guarded] = set()
    loop = asyncio.get_running_loop()
    kind = type("Server", (GuardedLMTP if at.protocol == "lmtp" else Guarded,), {"open": opened})

    def guest() -> SMTP:
        made: SMTP = kind(
            handler, data_size_limit=settings.MAIL_LIMIT, enable_SMTPUTF8=True, hostname=domain(),
            ident="ready", timeout=IDLE_SECONDS, command_call_limit=ADVICE, loop=loop,
        )  # fmt: skip
        return made

    server = await loop.create_server(guest, at.host, at.port)
    ready(server.sockets[0].getsockname()[1])
    try:
        async with server:
            await server.serve_forever()
    finally:
        handler.threads.shutdown()
