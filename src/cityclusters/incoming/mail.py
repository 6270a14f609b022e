"""A mail as the apps get it: read, checked, without quotes and signatures."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import models

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Attachment(NamedTuple):
    """A file that came with a mail. `content_type` is what the content says ('image/jpeg' or
    'application/pdf'), pictures are written anew without position data; `name` is for showing only."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. All texts are free of NUL and control characters (line breaks apart).

    `text` is what the sender wrote now; `whole_text` also holds what she quoted and her signature.
    `automatic` is False for everything that reaches an app: automatic mail is sorted out before."""

    sender: str
    sender_name: str
    subject: str
    text: str
    whole_text: str
    attachments: tuple[Attachment, ...]
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    automatic: bool
    received_at: datetime


class Taken(NamedTuple):
    """What an app made of a mail: the record (None where there is none to show) and a sentence for the
    sender, sent to her in a letter; without words no letter is written."""

    subject: models.Model | None
    words: "str | _StrPromise" = ""
