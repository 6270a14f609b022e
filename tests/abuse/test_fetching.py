"""Abuse 23: looking whether a link opens never reaches our own network, whatever the link says."""

import socket
import socketserver
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from django.test import override_settings

from cityclusters.core import fetching
from cityclusters.core.fetching import Found, NoAnswer, NotAllowed, Policy, is_public, look

HERE = "127.0.0.1"


class Pages(BaseHTTPRequestHandler):
    """Answers by its path, and remembers what was asked."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        server: Server = self.server  # type: ignore[assignment]
        server.asked.append((self.command, self.path, dict(self.headers)))
        kind, _slash, rest = self.path.lstrip("/").partition("/")
        if kind == "slow":
            time.sleep(5)
        if kind == "redirect":
            self.send_response(302)
            self.send_header("Location", server.targets[int(rest)])
        elif kind == "get-only" and self.command == "HEAD":
            self.send_response(404)
        else:
            self.send_response(int(rest) if kind == "status" else 200)
        self.end_headers()
        if kind == "flood":
            self._flood()

    def _flood(self) -> None:
        server: Server = self.server  # type: ignore[assignment]
        try:
            for _part in range(2000):
                server.sent += self.wfile.write(b"x" * 65536)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    """A server of the test's own on a free port."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((HERE, 0), Pages)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.targets: list[str] = []
        self.sent = 0

    def server_bind(self) -> None:
        """Without asking a name server for its own name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, self.port

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    threading.Thread(target=made.serve_forever, args=[0.02], daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def policy(server: Server) -> Policy:
    """The test's server counts as the open network; all else as in use."""

    def allows(address: IPv4Address | IPv6Address, port: int) -> bool:
        return str(address) == HERE and port == server.port

    def resolve(host: str, port: int) -> Sequence[str]:
        return [HERE] if host == "pages.example" else fetching.resolve(host, port)

    return Policy(resolve, allows, seconds=1.0)


def _page(server: Server, path: str) -> str:
    return f"http://pages.example:{server.port}/{path}"


INSIDE = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://127.0.0.1。:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://user:word@127.0.0.1:{port}/",
    "http://8.8.8.8@127.0.0.1:{port}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "http://8.8.8.8:22/",
    "http://8.8.8.8:99999/",
    "http:///nothing",
    "nonsense",
    "http://[broken/",
]


@pytest.mark.parametrize("address", INSIDE)
def test_23_addresses_inside_are_refused_before_connecting(
    address: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the policy that is in use, no policy of the test's."""
    connected: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *rest, **more: connected.append(rest))
    with pytest.raises(NotAllowed):
        look(address.format(port=server.port))
    assert (connected, server.asked) == ([], [])


def test_23_a_name_with_one_address_inside_is_refused(server: Server) -> None:
    mixed = Policy(resolve=lambda host, port: ["93.184.216.34", HERE])
    with pytest.raises(NotAllowed):
        look("http://mixed.example/", mixed)


def test_23_a_second_answer_of_the_name_server_leads_nowhere_else(server: Server) -> None:
    """The name is resolved once for a connection, and the connection goes to that very address."""
    answers = [HERE, "169.254.169.254"]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return [answers[len(asked) - 1]]

    policy = Policy(rebinding, lambda address, port: str(address) == HERE, seconds=1.0)
    found = look(f"http://rebind.example:{server.port}/page", policy)
    assert (found.status, asked) == (200, ["rebind.example"])
    assert server.asked[0][2]["Host"] == f"rebind.example:{server.port}"
    with pytest.raises(NotAllowed):
        look(f"http://rebind.example:{server.port}/page", policy)


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.2/",
        "http://2130706433/",
        "//127.0.0.3/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
    ],
)
def test_23_no_redirect_leads_inside(target: str, server: Server, policy: Policy) -> None:
    server.targets = [target]
    with pytest.raises(NotAllowed):
        look(_page(server, "redirect/0"), policy)
    assert [path for _method, path, _headers in server.asked] == ["/redirect/0"]


def test_23_three_redirects_and_no_more(server: Server, policy: Policy) -> None:
    server.targets = [f"/redirect/{number}" for number in range(1, 4)]
    server.targets[2] = "/end"
    assert look(_page(server, "redirect/0"), policy) == Found(200, _page(server, "end"))
    server.targets = ["/redirect/0"]
    server.asked.clear()
    with pytest.raises(NoAnswer):
        look(_page(server, "redirect/0"), policy)
    assert len(server.asked) == 8  # four for HEAD, four for GET


def test_23_a_slow_server_holds_nobody(server: Server, policy: Policy) -> None:
    began = time.monotonic()
    with pytest.raises(NoAnswer):
        look(_page(server, "slow"), policy)
    assert time.monotonic() - began < 4


def test_23_a_server_that_drips_is_cut(policy: Policy) -> None:
    """One byte every 0.2 seconds never runs into the time limit of a single read."""
    listener = socket.create_server((HERE, 0))
    port = listener.getsockname()[1]

    def drip() -> None:
        while True:
            try:
                connection, _address = listener.accept()
            except OSError:
                return
            threading.Thread(target=_drip_into, args=[connection], daemon=True).start()

    threading.Thread(target=drip, daemon=True).start()
    patient = Policy(lambda host, asked: [HERE], lambda address, asked: True, seconds=1.0)
    began = time.monotonic()
    with pytest.raises(NoAnswer):
        look(f"http://drip.example:{port}/", patient)
    assert time.monotonic() - began < 4
    listener.close()


def _drip_into(connection: socket.socket) -> None:
    try:
        for _byte in range(100):
            connection.sendall(b"H")
            time.sleep(0.2)
    except OSError:
        return


def test_23_a_flood_is_left_unread(server: Server, policy: Policy) -> None:
    assert look(_page(server, "flood"), policy).opens
    time.sleep(0.3)
    assert server.sent < 20_000_000  # what fits into the buffers of the system, of 131 MB


def test_23_nothing_but_the_address_is_sent(server: Server, policy: Policy) -> None:
    with override_settings(SITE_URL="https://cities.example"):
        look(_page(server, "a b\r\nEvil: 1?q=é"), policy)
    method, path, headers = server.asked[0]
    assert method == "HEAD"
    assert path.startswith("/a%20b")
    assert "Evil" not in headers
    assert "https://cities.example" in headers["User-Agent"]
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("path", "opens"),
    [("page", True), ("get-only", True), ("status/403", True), ("status/429", True), ("status/404", False),
     ("status/410", False), ("status/500", False)],
)  # fmt: skip
def test_links_open_or_do_not(path: str, opens: bool, server: Server, policy: Policy) -> None:
    assert look(_page(server, path), policy).opens is opens


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700::1111"])
def test_addresses_of_the_open_network_are_allowed(text: str) -> None:
    assert is_public(ip_address(text))
