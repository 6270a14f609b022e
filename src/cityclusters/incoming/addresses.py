"""Addresses to which people write: open ones (a space's own) and signed ones (the answer of one person to
one thing).

A signed address holds the kind, the key and the person, encrypted under a code of authenticity made from
them (the SIV construction: the code is also the start of the stream that hides the rest). It needs no row, is
the same each time it is made, says nothing to those who read it, and can't be made by anybody else. Letters
and digits of one case only, because some mail servers write addresses in lower case."""

import base64
import hashlib
import hmac
import re
from email.headerregistry import Address
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.utils.module_loading import import_string

from cityclusters.core.ids import PUBLIC_LENGTH
from cityclusters.people.models import Person

ANSWER = "answer"
BOUNCE = "bounce"
OFFICE = ("postmaster", "abuse")  # RFC 2142: there must be somebody
TAG = 10  # bytes: 80 bits, guessed at over the network only
KIND = 2
LONGEST_KEY = 13  # so that "answer+…" stays within the 64 characters of a local part (RFC 5321)
SIGNED = re.compile(rf"(?i)({ANSWER}|{BOUNCE})[+-]([a-z2-7]+)(?:[^a-z2-7].*)?")


class Target(NamedTuple):
    """What an address stands for. `person` is the public id of the one to whom a signed address was given,
    '' for an open address."""

    kind: str
    key: str
    person: str = ""


def domain() -> str:
    """The domain of all addresses, in lower case."""
    return str(settings.MAIL_DOMAIN).lower()


def _keys() -> list[bytes]:
    secrets = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return [hashlib.sha256(b"cityclusters.incoming.addresses:" + key.encode()).digest() for key in secrets]


def _mac(key: bytes, purpose: bytes, content: bytes) -> bytes:
    return hmac.digest(key, purpose + content, "sha256")


def _kind_mark(kind: str) -> bytes:
    return hashlib.sha256(kind.encode()).digest()[:KIND]


def _mixed(key: bytes, tag: bytes, content: bytes) -> bytes:
    stream = _mac(key, b"stream", tag)
    return bytes(a ^ b for a, b in zip(content, stream, strict=False))


def token_for(kind: str, key: str, person: str) -> str:
    """The token of a signed address: 36 to 56 letters and digits. `person` is a public id.

    Raises ValueError for a key of more than 13 letters."""
    content = _kind_mark(kind) + person.encode() + key.encode()
    if len(person) != PUBLIC_LENGTH or not 0 < len(key.encode()) <= LONGEST_KEY:
        raise ValueError("a signed address needs a public id and a key of 1 to 13 letters")
    secret = _keys()[0]
    tag = _mac(secret, b"tag", content)[:TAG]
    return base64.b32encode(tag + _mixed(secret, tag, content)).decode().rstrip("=").lower()


def read_token(token: str) -> tuple[bytes, str, str] | None:
    """The mark of the kind, the key and the person's public id; None for what we have not signed."""
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except ValueError:  # no base 32, or letters of another script
        return None
    tag, hidden = raw[:TAG], raw[TAG:]
    if not KIND + PUBLIC_LENGTH < len(hidden) <= KIND + PUBLIC_LENGTH + LONGEST_KEY:
        return None
    for secret in _keys():
        content = _mixed(secret, tag, hidden)
        if hmac.compare_digest(tag, _mac(secret, b"tag", content)[:TAG]):
            person, key = content[KIND : KIND + PUBLIC_LENGTH], content[KIND + PUBLIC_LENGTH :]
            return content[:KIND], key.decode(), person.decode()
    return None


def person_behind(token: str, kind: str, key: str) -> str:
    """The public id of the person whose token of this kind and key it is; '' for any other token."""
    read = read_token(token)
    return read[2] if read is not None and read[:2] == (_kind_mark(kind), key) else ""


def address_for(kind: str, key: str, person: Person) -> str:
    """The address to which this one person answers: 'answer+…@cities.example'. Put it into Reply-To.

    `kind` is one of settings.MAIL_ROUTES, `key` a public id. Raises ValueError for a longer key."""
    return f"{ANSWER}+{token_for(kind, key, person.public_id)}@{domain()}"


def open_address(kind: str, key: str) -> str:
    """The address to which everybody with an account may write: a space's own, 'e-commerce@cities.example'.
    Which kinds there are and how their keys are found again stands in settings.MAIL_OPEN."""
    if kind not in settings.MAIL_OPEN:
        raise ValueError(f"mail to everybody's {kind} is not foreseen in MAIL_OPEN")
    return f"{key}@{domain()}"


def answer_headers(kind: str, key: str, person: Person, name: str = "") -> dict[str, str]:
    """The headers of a letter that can be answered by mail: Reply-To with `name` in front of the address.
    Empty where no mail arrives at this site, so that nobody is asked to write into the void."""
    if not settings.MAIL_ARRIVES:
        return {}
    return {"Reply-To": str(Address(name, addr_spec=address_for(kind, key, person)))}


def mail_link(kind: str, key: str, person: Person, words: str) -> str:
    """A link for a letter that opens another one to a signed address, with the words in it already: only to
    be sent. '' where no mail arrives at this site."""
    if not settings.MAIL_ARRIVES:
        return ""
    return f"mailto:{address_for(kind, key, person)}?subject={quote(words)}&body={quote(words)}"


def list_headers(slug: str, name: str) -> dict[str, str]:
    """The headers of a letter that many people get: List-Id, and Precedence so that no machine answers it."""
    return {
        "List-Id": f"{str(Address(name)).removesuffix(' <>')} <{slug}.{domain()}>",
        "Precedence": "list",
    }


def bounce_address(letter_id: str) -> str:
    """Where servers report that the letter with this public id can't be delivered."""
    return f"{BOUNCE}+{token_for(BOUNCE, 'letter', letter_id)}@{domain()}"


def target_of(address: str) -> Target | None:
    """What the address stands for; None for another domain, and for what names nothing here.

    Raises the database's errors: an open address is looked up."""
    local, _at, host = address.strip().strip("<>").rpartition("@")
    if host.lower() != domain() or not local or not (local.isascii() and local.isprintable()):
        return None
    if local.lower() in OFFICE:
        return Target("office", local.lower())
    if signed := SIGNED.fullmatch(local):
        return _signed(signed[1].lower(), signed[2].lower())
    for kind, path in settings.MAIL_OPEN.items():
        if key := import_string(path)(local.lower()):
            return Target(kind, key)
    return None


def _signed(prefix: str, token: str) -> Target | None:
    read = read_token(token)
    if read is None:
        return None
    mark, key, person = read
    kinds = [BOUNCE] if prefix == BOUNCE else ["confirm", *settings.MAIL_ROUTES]
    kind = next((kind for kind in kinds if _kind_mark(kind) == mark), "")
    return Target(kind, key, person) if kind else None
