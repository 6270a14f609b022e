"""Addresses of this site in a text, shown as cards: what the functions of settings.CITATIONS find."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.people.readers import Reader
from cityclusters.questions.models import Question

MOST = 20
OWN = re.compile(r"^/questions/([a-z0-9]{10})/(?:reply/)?$")


class Cited(NamedTuple):
    """A card: what it is called, its path, and a few words on what it is."""

    title: str
    url: str
    words: str


def paths_in(*texts: str) -> list[str]:
    """The paths of this site's pages named in the texts, each once, in their order: full addresses
    ('https://cities.example/practices/x/') and bare paths ('/practices/x/')."""
    site = re.escape(settings.SITE_URL)
    pattern = re.compile(rf"(?:{site}|(?<![\w/.:]))(/[a-z][\w-]*/[\w/-]+/?)")
    found = [match.rstrip("/") + "/" for text in texts for match in pattern.findall(text)]
    return list(dict.fromkeys(found))[:MOST]


def cited(reader: Reader, *texts: str) -> list[Cited]:
    """The cards of what the texts name, of what the reader may see."""
    paths = paths_in(*texts)
    if not paths:
        return []
    cards: dict[str, Cited] = {}
    for path in settings.CITATIONS:
        find_in = cast("Callable[[Sequence[str], Reader], list[Cited]]", import_string(path))
        for card in find_in(paths, reader):
            cards.setdefault(card.url, card)
    return list(cards.values())


def find(paths: Sequence[str], reader: Reader) -> list[Cited]:
    """The questions among the paths."""
    wanted = {match[1]: path for path in paths if (match := OWN.match(path))}
    if not wanted:
        return []
    rows = Question.objects.visible_to(reader).shown().filter(public_id__in=wanted).select_related("space")
    return [
        Cited(
            row.title,
            wanted[row.public_id],
            _("Question in %(space)s") % {"space": pick(row.space.names).text},
        )
        for row in rows
    ]
