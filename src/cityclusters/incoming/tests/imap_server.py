"""A small IMAP server for the tests, encrypted, with one folder and one user; as much of RFC 3501 as our
reader uses. Its certificate for 127.0.0.1 (imap_server.pem, with its key) vouches for itself and for nothing
else."""

import re
import socket
import ssl
import threading
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("imap_server.pem")


class Server:
    """Serves `messages` (raw by uid) until it is closed; `seen` holds what was marked as read."""

    def __init__(self, messages: dict[int, bytes]) -> None:
        self.messages, self.seen = messages, set[int]()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        self.socket = context.wrap_socket(socket.create_server(("127.0.0.1", 0)), server_side=True)
        self.port = int(self.socket.getsockname()[1])
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Stops listening."""
        self.socket.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _peer = self.socket.accept()
            except ssl.SSLError:
                continue  # a guest who did not like the certificate
            except OSError:
                return
            with line, line.makefile("rwb") as stream:
                stream.write(b"* OK ready\r\n")
                stream.flush()
                while said := stream.readline().decode().strip():
                    tag, _blank, command = said.partition(" ")
                    stream.write(self._answer(command) + f"{tag} {self._end(command)}\r\n".encode())
                    stream.flush()

    def _end(self, command: str) -> str:
        if command.upper().startswith("LOGIN") and "right-password" not in command:
            return "NO wrong password"
        return "OK done"

    def _answer(self, command: str) -> bytes:
        upper = command.upper()
        if upper.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if upper.startswith("SELECT"):
            return b"* %d EXISTS\r\n" % len(self.messages)
        if upper.startswith("UID SEARCH UNSEEN"):
            unseen = " ".join(str(uid) for uid in self.messages if uid not in self.seen)
            return f"* SEARCH {unseen}\r\n".encode()
        if fetch := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]\)", upper):
            raw = self.messages[int(fetch[1])]
            return b"* 1 FETCH (UID %s BODY[] {%d}\r\n%s)\r\n" % (fetch[1].encode(), len(raw), raw)
        if store := re.match(r"UID STORE (\d+) \+FLAGS \(\\SEEN\)", upper):
            self.seen.add(int(store[1]))
        return b"* BYE\r\n" if upper == "LOGOUT" else b""
