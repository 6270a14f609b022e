"""Addresses of practices found in a text, as cards: settings.CITATIONS."""

import re
from collections.abc import Sequence

from django.utils.translation import get_language

from cityclusters.people.readers import Reader
from cityclusters.practices import reading
from cityclusters.practices.models import Practice
from cityclusters.practices.page import place_words
from cityclusters.questions.citations import Cited

ADDRESS = re.compile(r"/practices/([a-z0-9]{10})(?:/|$|\?|#)")
MOST = 20


def find(paths: Sequence[str], reader: Reader) -> list[Cited]:
    """Cards of the published practices among the addresses ('/practices/abc…/'), in their order. What is not
    published is no card, whoever reads: a reply is read by everybody. Two queries."""
    found = [match[1] for path in paths if (match := ADDRESS.match(path))]
    wanted = list(dict.fromkeys(found))[:MOST]
    if not wanted:
        return []
    rows = Practice.objects.published().filter(public_id__in=wanted).select_related("version")
    by_id = {row.public_id: row for row in rows}
    chosen = [by_id[public_id] for public_id in wanted if public_id in by_id]
    versions = [row.version for row in chosen if row.version]
    texts = reading.many(versions, (get_language() or "en")[:2])
    return [
        Cited(texts[version.pk].content["title"], row.get_absolute_url(), place_words(version.facts["place"]))
        for row, version in zip(chosen, versions, strict=True)
    ]
