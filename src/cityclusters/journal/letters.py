"""Writing letters: rendered at once in the reader's language, queued in the act's transaction, sent later."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from cityclusters.core.zones import ZONES
from cityclusters.journal.models.letter import Letter
from cityclusters.journal.plain_text import one_line, subject_and_body
from cityclusters.people.models import Person

Attachment = tuple[str, bytes | str, str]  # file name, content, media type
KEY_LENGTH = 120
FIELDS: tuple[str, ...] = ("person", "to", "subject", "body", "language", "secret", "attachments", "headers")
FIELDS += ("state", "problem")
CODES = {code for code, _name in settings.LANGUAGES}


def absolute(path: str) -> str:
    """The full address of a page of this site: '/my-work/' → 'https://cities.example/my-work/'."""
    return f"{settings.SITE_URL}{path}" if path.startswith("/") else path


def write(
    key: str,
    person: Person | None,
    template: str,
    context: Mapping[str, Any],
    *,
    to: str | None = None,
    secret: bool = False,
    attachments: Sequence[Attachment] = (),
    headers: Mapping[str, str] | None = None,
    language: str = "",
) -> Letter | None:
    """Queues a letter in the caller's transaction; the same key twice gives the first letter.

    `template` names a text ('exchanges/mail/invited' for exchanges/mail/invited.txt) whose first line is
    the subject; it gets the context and `person`, `site_name` and `site_url`, without HTML escaping. The
    language is the person's own, else `language`, else the site's; times are in her zone. `to` writes to
    another address than hers; `secret` letters are emptied once sent.

    None when nobody can be written to: no address, or a person who is suspended or erased. An address that
    is none gives a failed letter, which officers see."""
    if known := Letter.objects.filter(key=_short(key)).first():
        return known
    made = prepared(
        key, person, template, context, to=to, secret=secret, attachments=attachments, headers=headers,
        language=language,
    )  # fmt: skip
    if made is None:
        return None
    fields = {name: getattr(made, name) for name in FIELDS}
    letter, _new = Letter.objects.get_or_create(key=made.key, defaults=fields)
    return letter


def prepared(
    key: str,
    person: Person | None,
    template: str,
    context: Mapping[str, Any],
    *,
    to: str | None = None,
    secret: bool = False,
    attachments: Sequence[Attachment] = (),
    headers: Mapping[str, str] | None = None,
    language: str = "",
) -> Letter | None:
    """The letter that `write` would queue, not queued yet: for `write_all`."""
    address = to or (person.email if person else "") or ""
    if not address or (person is not None and not person.is_active):
        return None
    language = _language(person, language)
    subject, body = _rendered(template, {**context, "person": person}, person, language)
    letter = Letter(
        key=_short(key),
        person=person,
        to=address[:254],
        subject=subject[:300],
        body=body,
        language=language,
        secret=secret,
        attachments=[_stored(attachment) for attachment in attachments],
        headers={one_line(name): one_line(value) for name, value in (headers or {}).items()},
    )
    try:
        validate_email(address)
    except ValidationError:
        letter.state, letter.problem = Letter.State.FAILED, Letter.BAD_ADDRESS
    return letter


def write_all(letters: Iterable[Letter | None]) -> None:
    """Queues many prepared letters in one statement; those whose key is known are left as they are."""
    Letter.objects.bulk_create(filter(None, letters), ignore_conflicts=True)


def _short(key: str) -> str:
    """The key itself, or its beginning and a digest where it is longer than the column."""
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[:55]}:{hashlib.sha256(key.encode()).hexdigest()}"


def _language(person: Person | None, asked: str) -> str:
    own = person.language if person else (translation.get_language() or "")
    return next((code for code in (own, asked) if code in CODES), settings.LANGUAGE_CODE)


def _rendered(
    template: str, context: dict[str, Any], person: Person | None, language: str
) -> tuple[str, str]:
    name = person.zone if person and person.zone in ZONES else "UTC"
    with translation.override(language), timezone.override(ZoneInfo(name)):
        page = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "language": language}
        found = get_template(f"{template}.txt")
        text = found.template.render(Context({**page, **context}, autoescape=False))  # type: ignore[attr-defined]
    return subject_and_body(str(text))


def _stored(attachment: Attachment) -> dict[str, str]:
    name, content, media_type = attachment
    raw = content.encode() if isinstance(content, str) else content
    return {"name": one_line(name), "type": media_type, "data": base64.b64encode(raw).decode()}
