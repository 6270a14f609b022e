"""A translation service of the tests' own: speaks LibreTranslate's interface on a port of this machine, and
misbehaves on demand."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "fr", "es", "ar", "zh-Hans"]},
    {"code": "fr", "name": "French", "targets": ["en", "fr"]},
]


class Server(ThreadingHTTPServer):
    """What it was asked, and what it will answer next."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []  # the bodies of requests for translations
        self.faults: list[
            tuple[int, Any, dict[str, str]]
        ] = []  # (status, body, headers), one for each answer
        self.pause = 0.0  # seconds before an answer
        self.trickle = 0.0  # seconds between the bytes of an answer
        self.key = ""  # the key it wants
        self.drops_tokens = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is what the tests want."""


class Handler(BaseHTTPRequestHandler):
    """Every text comes back in capitals, with the language before it."""

    server: Server

    def do_GET(self) -> None:
        self._answer(200, LANGUAGES) if self.path == "/languages" else self._answer(404, {"error": "what?"})

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(sent)
        time.sleep(self.server.pause)
        if self.server.faults:
            status, body, headers = self.server.faults.pop(0)
            return self._answer(status, body, headers)
        if self.server.key and sent.get("api_key") != self.server.key:
            return self._answer(403, {"error": "Invalid API key"})
        if sent["target"] not in LANGUAGES[0]["targets"]:
            return self._answer(400, {"error": f"{sent['target']} is not supported"})
        texts = [f"{sent['target']}:{text.upper()}" for text in sent["q"]]
        if self.server.drops_tokens:
            texts = [text.replace("XQ0QX", "") for text in texts]
        return self._answer(200, {"translatedText": texts})

    def _answer(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(raw)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if not self.server.trickle:
            self.wfile.write(raw)
            return
        for byte in raw:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(self.server.trickle)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def serving() -> Iterator[Server]:
    """A service that runs while the block does."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
