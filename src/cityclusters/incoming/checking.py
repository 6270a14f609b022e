"""What may be believed about a mail: whether a machine wrote it, and whether the sender is who it says."""

import re
from email.utils import parseaddr
from typing import Literal

from django.conf import settings

from cityclusters.incoming.addresses import target_of
from cityclusters.incoming.parsing import Parsed, all_raw
from cityclusters.journal.courier import HOST
from cityclusters.journal.models import Letter

Verdict = Literal["pass", "fail", "unknown"]
MOST_HOPS = 60
BULK = {"bulk", "junk", "list", "auto_reply"}
ANSWERING_MACHINES = ("X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Auto-Response-Suppress", "List-Id")
COMMENT = re.compile(r"\([^()]*\)")


def is_delivery_report(parsed: Parsed) -> bool:
    """A report on a letter (RFC 3464)."""
    said = parsed.header("Content-Type").lower()
    return said.startswith("multipart/report") and "delivery-status" in said


def automatic(parsed: Parsed, envelope_sender: str, via: str) -> str:
    """Why nobody may answer this mail, as a code of REASONS; '' for a mail that a person wrote."""
    if is_delivery_report(parsed):
        return "bounce"
    if _is_own(parsed):
        return "own"
    if len(all_raw(parsed.message, "Received")) > MOST_HOPS:
        return "loop"
    return_path = parsed.header("Return-Path").replace(" ", "")
    no_sender = not envelope_sender if via in ("smtp", "lmtp") else return_path == "<>"
    submitted = parsed.header("Auto-Submitted").partition(";")[0].strip().lower()
    precedence = parsed.header("Precedence").strip().lower()
    machine = any(all_raw(parsed.message, name) for name in ANSWERING_MACHINES)
    report = parsed.header("Content-Type").lower().startswith("multipart/report")
    if no_sender or machine or report or precedence in BULK or submitted not in ("", "no"):
        return "answer"
    return ""


def _is_own(parsed: Parsed) -> bool:
    """A letter of this site, or one that says to come from an address of ours."""
    name, at, host = parsed.message_id.strip("<> ").partition("@")
    if at and host.lower() == HOST.lower() and Letter.objects.filter(public_id=name[:10]).exists():
        return True
    our_own = parseaddr(settings.MAIL_FROM)[1].lower()
    return bool(parsed.sender) and (parsed.sender == our_own or target_of(parsed.sender) is not None)


def believed(parsed: Parsed) -> tuple[Verdict, str]:
    """What our own mail server found out about the sender (RFC 8601), and its words. Only the results of
    CITYCLUSTERS_MAIL_TRUSTED_HOST at the top count; that server removes such headers of others."""
    trusted = settings.MAIL_TRUSTED_HOST.lower()
    domain = parsed.sender.rpartition("@")[2]
    if not trusted or not domain:
        return "unknown", ""
    results: dict[str, list[str]] = {}
    for value in all_raw(parsed.message, "Authentication-Results")[:3]:
        host, _semicolon, rest = _without_comments(value).partition(";")
        if (host.split() or [""])[0].lower() != trusted:
            break
        for said in rest.lower().split(";"):
            method, _equals, outcome = said.strip().partition("=")
            results.setdefault(method.strip(), []).append(outcome)
    return _verdict(results, domain)


def _without_comments(value: str) -> str:
    text = " ".join(value.split())
    for _depth in range(3):
        text = COMMENT.sub(" ", text)
    return text


def _verdict(results: dict[str, list[str]], domain: str) -> tuple[Verdict, str]:
    for said in results.get("dmarc", []):
        outcome = (said.split() or [""])[0]
        about = _value(said, "header.from")
        if outcome == "fail":
            return "fail", "dmarc=fail"
        if outcome == "pass" and about in ("", domain):
            return "pass", "dmarc=pass"
    for said in results.get("dkim", []):
        signed = _value(said, "header.d") or _value(said, "header.i").rpartition("@")[2]
        if said.startswith("pass") and _same(domain, signed):
            return "pass", f"dkim=pass {signed}"[:200]
    for said in results.get("spf", []):
        sent = _value(said, "smtp.mailfrom").rpartition("@")[2]
        if said.startswith("pass") and _same(domain, sent):
            return "pass", f"spf=pass {sent}"[:200]
    return "unknown", ""


def _value(said: str, name: str) -> str:
    found = re.search(rf"(?:^|\s){re.escape(name)}=\"?([^\s\";]+)", said)
    return found[1] if found else ""


def _same(domain: str, other: str) -> bool:
    """The domain itself, or one that it is a part of: mail.khiva.example may speak for itself only."""
    return "." in other and (domain == other or domain.endswith(f".{other}"))
