"""A person's mail program: it sends by SMTP to the site's own mail server, quotes what it answers as programs
do, and has a button that ends letters (RFC 8058)."""

import re
import smtplib
import time
import urllib.request
from email.header import Header
from email.mime.text import MIMEText
from email.utils import make_msgid

from tests.browser.site import Site

LISTENING = re.compile(r"Taking mail by SMTP on (\S+):([0-9]+)")
READY_SECONDS = 30
US = "Cities Clusters <noreply@localhost>"


def _server(site: Site) -> tuple[str, int]:
    """Where the site takes mail, as it said itself when it was ready."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if found := LISTENING.findall(site.log):
            host, port = found[-1]  # it may have been started again
            return host, int(port)
        time.sleep(0.1)
    raise AssertionError(f"No mail server is ready:\n{site.log}")


def send(site: Site, sender: str, to: str, subject: str, text: str, answers: str = "") -> None:
    """Sends a mail; nobody vouches for its sender. `answers` is the Message-ID of what it answers."""
    mail = MIMEText(text, "plain", "utf-8")
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = Header(subject, "utf-8", header_name="Subject").encode()
    mail["Message-ID"] = make_msgid(domain="mail.example")
    if answers:
        mail["In-Reply-To"] = mail["References"] = answers
    with smtplib.SMTP(*_server(site), timeout=20) as server:
        assert server.send_message(mail) == {}


def header(letter: str, name: str) -> str:
    """A header of a letter as `Site.letters` gives it."""
    head = letter.partition("\n\n")[0]
    found = re.search(rf"(?mi)^{name}: (.+)$", head)
    assert found, f"no {name} in\n{head}"
    return found[1].strip()


def reply(site: Site, letter: str, words: str, above: str = "", mark: str = "> ", below: str = "") -> None:
    """Answers a letter. Under the words stands `above`, in which the program says whom it quotes, then the
    whole letter with `mark` before each line, then `below`: a signature for example."""
    quoted = [f"{mark}{line}".rstrip() for line in letter.partition("\n\n")[2].splitlines()]
    text = "\n".join([words, "", above, "", *quoted, "", below])
    subject = f"Re: {header(letter, 'Subject')}"
    send(site, header(letter, "To"), header(letter, "Reply-To"), subject, text, header(letter, "Message-ID"))


def press_stop(letter: str) -> int:
    """The button beside the sender's name: posts what RFC 8058 says, without cookies, to the address that the
    letter gives. The status of the answer."""
    assert header(letter, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    address = header(letter, "List-Unsubscribe").strip("<>")
    asked = urllib.request.Request(address, b"List-Unsubscribe=One-Click", method="POST")
    with urllib.request.urlopen(asked, timeout=20) as answer:
        status: int = answer.status
    return status
