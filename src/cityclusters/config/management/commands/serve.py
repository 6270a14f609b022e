"""`cityclusters serve`: the whole server in one command, web processes, the worker and the mail listener."""

import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cityclusters.config.checks import START
from cityclusters.config.processes import Child, run
from cityclusters.config.tables import migrations_wait

WEB = ["uvicorn", "cityclusters.config.asgi:application", "--no-access-log", "--no-server-header"]
WEB += ["--log-level", "warning", "--timeout-graceful-shutdown", "10", "--timeout-keep-alive", "20"]


def listening_socket(address: str) -> socket.socket:
    """A socket on host:port that all web processes share. Raises CommandError where it is taken."""
    host, _colon, port = address.rpartition(":")
    try:
        return socket.create_server(
            (host.strip("[]"), int(port)),
            family=socket.AF_INET6 if ":" in host else socket.AF_INET,
            backlog=512,
        )
    except (OSError, ValueError, OverflowError) as error:
        raise CommandError(
            f"Cannot listen on {address} ({error}). CITYCLUSTERS_LISTEN names another."
        ) from None


def trust(proxies: list[str]) -> list[str]:
    """The options that make uvicorn believe X-Forwarded-For and -Proto from these addresses alone."""
    return ["--forwarded-allow-ips", ",".join(proxies)] if proxies else ["--no-proxy-headers"]


class Command(BaseCommand):
    """Refuses unsafe settings (the start-up checks) and tables that are not up to date."""

    help = "Runs the web processes, the worker and the mail listener until it is told to stop."
    requires_system_checks = [START]

    def handle(self, *args: Any, **options: Any) -> None:
        if migrations_wait():
            raise CommandError("The tables are not up to date. Run `cityclusters prepare` first.")
        shared = listening_socket(settings.LISTEN)
        descriptor = shared.fileno()
        python = [sys.executable, "-m"]
        web = [*python, *WEB, *trust(settings.PROXIES), "--fd", str(descriptor)]
        children = [Child(f"web {n + 1}", web, [descriptor]) for n in range(settings.PROCESSES)]
        children.append(Child("worker", [*python, "cityclusters", "worker"]))
        if settings.MAIL_LISTEN:
            children.append(Child("mail listener", [*python, "cityclusters", "listen"]))
            self.stdout.write(f"Mail to …@{settings.MAIL_DOMAIN} is taken at {settings.MAIL_LISTEN}")
        self.stdout.write(f"Open {settings.SITE_URL} (stop with Ctrl+C)")
        self.stdout.flush()
        run(children, self.stderr.write)
