"""A real server for the browser: the product's own commands on a folder and a port of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from email import message_from_bytes, policy
from pathlib import Path

READY_SECONDS = 60


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def _readable(path: Path) -> str:
    """A letter with its text as the reader sees it, whatever way it travels."""
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = letter.get_body(("plain",))
    head = "\n".join(f"{name}: {value}" for name, value in letter.items())
    return f"{head}\n\n{body.get_content() if body else ''}"


class Site:
    """`cityclusters prepare` and `cityclusters serve`, as `make run` starts them.

    `settings` are further variables without their prefix: Site(folder, PROCESSES="1")."""

    def __init__(self, folder: Path, **settings: str) -> None:
        port = free_port()
        self.folder = folder
        self.address = f"http://localhost:{port}"
        ours = {
            "DEMO": "1",
            "DATA": str(folder),
            "SITE_URL": self.address,
            "LISTEN": f"127.0.0.1:{port}",
            "PROCESSES": "2",
            **settings,
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CITYCLUSTERS_")}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "cityclusters.config.settings",
            **{f"CITYCLUSTERS_{name}": value for name, value in ours.items()},
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """What the server said: errors of pages stand here with their traceback."""
        return (self.folder / "serve.log").read_text(errors="replace")

    def run(self, *command: str) -> str:
        """One `cityclusters` command on the site's own database; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "cityclusters", *command],
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"cityclusters {' '.join(command)}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self, prepared: Path | None = None) -> "Site":
        """Starts the server and waits until it answers. A copy of a prepared folder saves half a minute."""
        if prepared is not None:
            shutil.copytree(prepared, self.folder)
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.run("prepare")
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cityclusters", "serve"], env=self.environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=10).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise AssertionError(f"The server did not start:\n{self.log}")

    def stop(self) -> None:
        """Ends the server and waits until its processes are gone."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)

    def letters(self) -> list[str]:
        """The letters that the demo would have sent, oldest first: headers, an empty line, the text."""
        files = sorted((self.folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [_readable(path) for path in files]

    def wait_for_letter(self, *words: str, seconds: float = 20, after: int = 0) -> str:
        """The newest letter that holds all these words; waits for the worker to send it. `after` is how many
        letters there were before the act that it answers."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for letter in reversed(self.letters()[after:]):
                if all(word in letter for word in words):
                    return letter
            time.sleep(0.2)
        raise AssertionError(f"No letter with {words} in {seconds} s; there are {len(self.letters())}.")
