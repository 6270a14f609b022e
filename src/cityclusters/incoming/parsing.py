"""Reading a raw message without ever failing on it: headers, texts and files, whatever state it is in.

The standard parser does the reading; what it can't read it either mends or answers with one of a handful of
errors, which are caught here and nowhere else. It works with its old policy: the newer one parses a header
anew at each look and takes minutes over some that are made for that (quotes, ten thousand parts). Only the
sender, on whom everything depends, is read by both."""

from collections.abc import Callable, Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses
from typing import NamedTuple, TypeAlias, TypeVar

from cityclusters.incoming.html_text import text_of_html
from cityclusters.incoming.plain import clean, decoded, one_line, unflowed

Result = TypeVar("Result")
AnyMessage: TypeAlias = "Message[str, str]"
# What the standard library's parsers of headers raise on broken input, besides their own errors.
FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)
DEEPEST = 20
MOST_PARTS = 300
MOST_BOUNDARIES = 100
LONGEST_HEADER = 4_000  # characters of one header that are looked at
LONGEST_SENDER = 1_000
LONGEST_TEXT = 200_000  # characters


class Unreadable(Exception):
    """The message can't be read; `reason` is a code of models.incoming_mail.REASONS."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Part(NamedTuple):
    """One file of a message, as it came."""

    name: str
    content_type: str
    content: bytes
    embedded: bool  # shown inside the text: a logo of a signature


class Parsed(NamedTuple):
    """A message taken apart. `sender` is '' where the message names none or several."""

    message: AnyMessage
    sender: str
    sender_name: str
    subject: str
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    parts: tuple[Part, ...]

    def header(self, name: str) -> str:
        """The first header of the name on one line, '' where there is none."""
        return raw_header(self.message, name)


def safely(work: Callable[[], Result], otherwise: Result) -> Result:
    """The result, or `otherwise` where the standard library stumbles over the message."""
    try:
        return work()
    except FAULTS:
        return otherwise


class Short(policy.Compat32):
    """The old policy, for headers of a length that no program needs more of."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name and the beginning of the value."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


def parse(raw: bytes) -> Parsed:
    """Takes the message apart. Raises Unreadable for one that nests or splits beyond measure."""
    if raw.lower().count(b"boundary=") > MOST_BOUNDARIES:
        raise Unreadable("nested")
    try:
        message = BytesParser(policy=Short()).parsebytes(raw)
    except FAULTS:
        raise Unreadable("unreadable") from None
    texts: list[str] = []
    parts: list[Part] = []
    for leaf in _leaves(message, 0, [0]):
        _sort(leaf, texts, parts)
    sender, name = _sender(message)
    return Parsed(
        message=message,
        sender=sender,
        sender_name=name,
        subject=raw_header(message, "Subject")[:300],
        message_id=raw_header(message, "Message-ID")[:300],
        in_reply_to=raw_header(message, "In-Reply-To")[:300],
        references=tuple(raw_header(message, "References").split()[-20:]),
        text="\n\n".join(text for text in texts if text.strip())[:LONGEST_TEXT].strip("\n"),
        parts=tuple(parts),
    )


# -- headers ----------------------------------------------------------------------------------------------


def all_raw(message: AnyMessage, name: str) -> list[str]:
    """The headers of the name as they came, from the top."""
    return [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]


def raw_header(message: AnyMessage, name: str) -> str:
    """The first header of the name, decoded (RFC 2047, bare UTF-8), on one line; '' where there is none."""
    values = all_raw(message, name)
    if not values:
        return ""
    return one_line(_decoded_words(values[0]))


def _decoded_words(value: str) -> str:
    mended = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return safely(lambda: str(make_header(decode_header(mended))), mended)


def _sender(message: AnyMessage) -> tuple[str, str]:
    """The address and the name in From; no address where there are several, or where two parsers disagree on
    what it is: nobody should be able to show one address to the checks and another one to us."""
    raw = all_raw(message, "From")
    if len(raw) != 1:
        return "", ""
    value = " ".join(raw[0].split())[:LONGEST_SENDER]
    none: list[tuple[str, str]] = []
    loose = safely(lambda: [pair for pair in getaddresses([value]) if pair[1]], none)
    strict = safely(lambda: policy.default.header_factory("From", value).addresses, ())
    if len(loose) != 1 or len(strict) != 1:
        return "", ""
    address = one_line(loose[0][1]).lower()
    usable = address.count("@") == 1 and " " not in address and len(address) <= 254
    if not usable or safely(lambda: str(strict[0].addr_spec).lower(), "") != address:
        return "", ""
    return address, one_line(_decoded_words(loose[0][0]))[:150]


# -- parts --------------------------------------------------------------------------------------------------


def _kind(part: AnyMessage) -> str:
    return safely(part.get_content_type, "application/octet-stream")


def _leaves(part: AnyMessage, depth: int, seen: list[int]) -> Iterator[AnyMessage]:
    """The parts that hold something; of alternatives the plainest that says anything."""
    seen[0] += 1
    if depth > DEEPEST or seen[0] > MOST_PARTS:
        raise Unreadable("nested")
    kind = _kind(part)
    payload = part.get_payload() if part.is_multipart() else None
    if not kind.startswith("multipart/") or not isinstance(payload, list):
        yield part
        return
    children = [child for child in payload if isinstance(child, Message)]
    if kind != "multipart/alternative":
        for child in children:
            yield from _leaves(child, depth + 1, seen)
        return
    versions = [list(_leaves(child, depth + 1, seen)) for child in children]
    yield from _plainest(versions)


def _plainest(versions: list[list[AnyMessage]]) -> list[AnyMessage]:
    for wanted in ("text/plain", "text/html"):
        for leaves in versions:
            if any(_kind(leaf) == wanted and _text(leaf).strip() for leaf in leaves):
                return leaves
    return versions[0] if versions else []


def _content(part: AnyMessage) -> bytes:
    """What the part holds, out of base64 and the like."""
    found: object = safely(lambda: part.get_payload(decode=True), None)
    return found if isinstance(found, bytes) else b""


def _text(part: AnyMessage) -> str:
    text = decoded(_content(part), safely(lambda: str(part.get_content_charset("")), ""))
    if _kind(part) == "text/html":
        return clean(text_of_html(text))
    if safely(lambda: str(part.get_param("format", "")).lower(), "") == "flowed":
        text = unflowed(text, safely(lambda: str(part.get_param("delsp", "")).lower(), "") == "yes")
    return clean(text)


def _sort(part: AnyMessage, texts: list[str], parts: list[Part]) -> None:
    """A text of the message, or a file."""
    kind = _kind(part)
    name = safely(lambda: part.get_filename("") or "", "")
    attached = safely(part.get_content_disposition, None) == "attachment"
    if kind in ("text/plain", "text/html") and not attached and not name:
        texts.append(_text(part))
        return
    if kind in ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"):
        return
    content = _content(part)
    embedded = not attached and bool(all_raw(part, "Content-ID"))
    parts.append(Part(one_line(_decoded_words(name))[:120] or kind, kind, content, embedded))
