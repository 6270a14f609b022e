"""Looking whether an address elsewhere opens, without being used against our own network (abuse 23).

Only http and https; the name is resolved once, every address it has must be a public one, and the connection
goes to exactly that address, so that no second answer of the name server can lead elsewhere. Redirects are
followed three times at most and each is checked alike. Nobody's cookies or passwords are sent, and at most
64 KB are read. Never call it from a web request: it waits."""

import contextlib
import errno
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

SECONDS = 10.0  # for one try, from connecting to the last byte
MOST_BYTES = 64 * 1024
MOST_REDIRECTS = 3
PORTS = frozenset({80, 443, 8080, 8443})
DEFAULT_PORTS = {"http": 80, "https": 443}
AGENT = "cityclusters-links/1 (+{site}; looks once a week whether links still open)"
# Answers of a server that is there but does not let programs in: the page is not dead.
THERE = frozenset({401, 403, 405, 406, 407, 429, 451, 999})
# Ways to write an IPv4 address within an IPv6 one: what they lead to is not ours to know.
CARRIERS = [
    IPv6Network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
]
NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)
DOTTED = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}")
HEAD_END = b"\r\n\r\n"

Resolve = Callable[[str, int], Sequence[str]]


class NotAllowed(Exception):
    """The address is none that may be opened from here; `str()` says why. Nothing was connected."""


class NoAnswer(Exception):
    """Nothing answered; `ours` where our own network is the likely reason, so that it says nothing about the
    page."""

    def __init__(self, words: str, *, ours: bool = False) -> None:
        self.ours = ours
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Found:
    """What answered in the end: the status and the address after redirects."""

    status: int
    url: str

    @property
    def opens(self) -> bool:
        """Whether the page is there (perhaps not for programs)."""
        return self.status < 400 or self.status in THERE


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is an address of the open network: not private, loopback, link-local, reserved, multicast,
    and no IPv6 form that carries an IPv4 address."""
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address.is_site_local):
        return False
    carried = isinstance(address, IPv6Address) and any(address in network for network in CARRIERS)
    return address.is_global and not (carried or address.is_multicast or address.is_reserved)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, asked once. Raises NoAnswer."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as problem:
        ours = problem.errno in (socket.EAI_AGAIN, socket.EAI_FAIL, socket.EAI_SYSTEM)
        raise NoAnswer("no such name", ours=ours) from None
    except (UnicodeError, OSError):
        raise NoAnswer("no such name") from None
    return [str(row[4][0]) for row in rows]


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be opened; the tests put their own server's address in."""

    resolve: Resolve = resolve
    allows: Callable[[IPv4Address | IPv6Address, int], bool] = lambda address, port: (
        is_public(address) and port in PORTS
    )
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: where exactly to connect, and what to ask for there."""

    secure: bool
    host: str
    port: int
    address: str
    path: str


def checked(url: str, policy: Policy) -> Target:
    """Where the address leads. Raises NotAllowed before anything is connected, NoAnswer for a name that
    nobody knows."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    except ValueError:  # what is no address, and names that can't be written
        raise NotAllowed("not an address") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise NotAllowed("neither http nor https")
    if not host or parts.username is not None or parts.password is not None:
        raise NotAllowed("an address with a password, or without a name")
    if NUMBER.fullmatch(host) and not DOTTED.fullmatch(host):
        raise NotAllowed("an address hidden in a number")
    addresses = policy.resolve(host, port)
    for text in addresses:
        if not policy.allows(ip_address(text.partition("%")[0]), port):
            raise NotAllowed("not an address of the open network")
    if not addresses:
        raise NoAnswer("no such name")
    return Target(parts.scheme == "https", host, port, addresses[0], _path(parts))


def _path(parts: SplitResult) -> str:
    """The path and query in letters that can stand in a request: no line break gets through."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else path


def look(url: str, policy: Policy | None = None) -> Found:
    """Opens the address: HEAD first, then GET where HEAD finds nothing. Raises NotAllowed and NoAnswer."""
    policy = policy or Policy()
    try:
        found = _follow(url, "HEAD", policy)
        if found.opens:
            return found
    except NoAnswer:  # some servers hang up on HEAD
        pass
    return _follow(url, "GET", policy)


def _follow(url: str, method: str, policy: Policy) -> Found:
    for _hop in range(MOST_REDIRECTS + 1):
        status, location = _ask(checked(url, policy), method, policy)
        if status not in (301, 302, 303, 307, 308) or not location:
            return Found(status, url)
        try:
            url = urljoin(url, location)
        except ValueError:
            raise NotAllowed("not an address") from None
    raise NoAnswer("too many redirects")


def _ask(target: Target, method: str, policy: Policy) -> tuple[int, str]:
    """The status and the Location of one answer. Raises NoAnswer."""
    try:
        with _connected(target, policy.seconds) as connection:
            connection.sendall(_request(target, method))
            return _answer(_head(connection))
    except ssl.SSLError:
        raise NoAnswer("its certificate is not accepted") from None
    except TimeoutError:
        raise NoAnswer("no answer in time") from None
    except OSError as problem:
        raise NoAnswer("no connection", ours=problem.errno == errno.ENETUNREACH) from None


@contextlib.contextmanager
def _connected(target: Target, seconds: float) -> Iterator[socket.socket]:
    """A connection to exactly the checked address, cut when the time for the whole try is over: a server
    that sends a byte now and then can't hold the worker."""
    connection = socket.create_connection((target.address, target.port), timeout=seconds)
    if target.secure:
        context = ssl.create_default_context()
        connection = context.wrap_socket(
            connection, server_hostname=target.host, do_handshake_on_connect=False
        )
    watch = threading.Timer(seconds, _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        if isinstance(connection, ssl.SSLSocket):
            connection.do_handshake()
        yield connection
    finally:
        watch.cancel()
        connection.close()


def _cut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _request(target: Target, method: str) -> bytes:
    standard = target.port == DEFAULT_PORTS["https" if target.secure else "http"]
    host = f"[{target.host}]" if ":" in target.host else target.host
    lines = [
        f"{method} {target.path} HTTP/1.1",
        f"Host: {host}" if standard else f"Host: {host}:{target.port}",
        f"User-Agent: {AGENT.format(site=settings.SITE_URL)}",
        "Accept: */*",
        "Connection: close",
    ]
    return "\r\n".join(lines).encode("ascii", "replace") + HEAD_END


def _head(connection: socket.socket) -> bytes:
    """What came until the end of the head, at most 64 KB; the body is left unread."""
    got = b""
    while HEAD_END not in got and len(got) < MOST_BYTES:
        part = connection.recv(min(8192, MOST_BYTES - len(got)))
        if not part:
            break
        got += part
    return got


def _answer(head: bytes) -> tuple[int, str]:
    lines = head.split(HEAD_END)[0].decode("latin-1").split("\r\n")
    found = re.match(r"HTTP/\d(?:\.\d)? (\d{3})\b", lines[0])
    if not found:
        raise NoAnswer("no page answered")
    fields = (line.partition(":") for line in lines[1:])
    location = next((value.strip() for name, _colon, value in fields if name.lower() == "location"), "")
    return int(found[1]), location
