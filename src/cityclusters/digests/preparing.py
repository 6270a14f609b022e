"""Writing the digests that are due: a chunk of people after the other, each chunk in one short transaction.

The letter of a person and a morning has a key of its own, and is written in the same transaction that sets
her next morning: killed anywhere, the work goes on where it was, and nobody gets a letter twice. Everything
that takes time (asking what is new, choosing, writing the words) is done before the transaction begins, so
that others wait for milliseconds only."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from cityclusters.core.texts import pick
from cityclusters.digests import stopping
from cityclusters.digests.models import Subscription
from cityclusters.digests.news import Chosen, News, after, chosen, gather
from cityclusters.incoming.addresses import domain
from cityclusters.incoming.models import Pause
from cityclusters.journal.letters import absolute, prepared, write_all
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.spaces.models import Theme

CHUNK = 50  # people; their letters take some 15 ms to write
NAMES = dict(settings.CONTENT_LANGUAGES)


class Round(NamedTuple):
    """What one run works with: its moment, what is new, the names of themes, and addresses without mail."""

    now: datetime
    news: list[News]
    themes: dict[str, dict[str, str]]
    paused: frozenset[str]


def begin(now: datetime) -> Round | None:
    """Everything that the due digests share; None where none is due. Some ten queries."""
    first = Subscription.objects.due(now).order_by("since").values_list("since", flat=True).first()
    if first is None:
        return None
    return Round(
        now=now,
        news=gather(first, now),
        themes={theme.code: theme.names for theme in Theme.objects.order_by("order")},
        paused=frozenset(Pause.objects.now().values_list("address", flat=True)),
    )


def prepare(now: datetime | None = None) -> int:
    """Writes all digests that are due; how many letters. May be killed anywhere and begun again."""
    work = begin(now or timezone.now())
    written = 0
    while work is not None:
        rows = list(Subscription.objects.due(work.now).select_related("person").order_by("pk")[:CHUNK])
        if not rows:
            break
        written += _write([(row, _letter(row, work)) for row in rows], work)
    return written


def _write(pairs: list[tuple[Subscription, Letter | None]], work: Round) -> int:
    """The letters of a chunk and the next mornings of its people, together. Rows that another worker has done
    meanwhile, or that were changed or ended by their owners, are left alone."""
    letters = []
    with transaction.atomic():
        keys = [row.pk for row, _letter in pairs]
        still = dict(
            Subscription.objects.select_for_update()
            .due(work.now)
            .filter(pk__in=keys)
            .values_list("pk", "chosen_at")
        )
        mine = [(row, letter) for row, letter in pairs if still.get(row.pk) == row.chosen_at]
        for row, letter in mine:
            if letter is not None:
                letters.append(letter)
            if row.person.email not in work.paused:  # what she misses waits for her
                row.since = work.now
            row.plan(work.now)
        Subscription.objects.bulk_update([row for row, _letter in mine], ["since", "next_at"])
        write_all(letters)
    return len(letters)


def _letter(row: Subscription, work: Round) -> Letter | None:
    """Her letter of this morning; None when nothing is new for her, or when letters to her come back."""
    if row.person.email in work.paused:
        return None
    language = language_of(row.person)
    what = chosen(after(work.news, row.since), row, language)
    if not what.count:
        return None
    return prepared(
        row.key,
        row.person,
        "digests/mail/digest",
        context(what, row, work.themes),
        headers=headers(row.person),
    )


def language_of(person: Person) -> str:
    """The language of her letters."""
    return person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def context(what: Chosen, row: Subscription, themes: dict[str, dict[str, str]]) -> dict[str, object]:
    """What the letter and its preview show: groups in the order of the themes, each line with its words."""
    language = language_of(row.person)
    kinds = Subscription.Kind
    with translation.override(language):
        labels = {kind.value: str(kind.label) for kind in kinds}
    order = [code for code in themes if code in what.groups] + [
        code for code in what.groups if code not in themes
    ]
    groups = [
        {
            "name": pick(themes[code], language).text if code in themes else "",
            "lines": [
                {
                    "kind": labels[line.news.kind],
                    "title": line.title,
                    "language": "" if line.language == language else NAMES.get(line.language, line.language),
                    "original": NAMES.get(line.original, line.original),
                    "url": absolute(line.news.path),
                    "code": line.language,
                }
                for line in what.groups[code]
            ],
        }
        for code in order
    ]
    return {
        "groups": groups,
        "count": what.count,
        "more": what.more,
        "first": groups[0]["lines"][0]["title"] if groups else "",  # type: ignore[index]
        "settings_page": absolute(reverse("digests:mine")),
        "stop_page": stopping.address(row.person),
    }


def headers(person: Person) -> dict[str, str]:
    """What mail programs show a button for (RFC 2369, RFC 8058), and what keeps machines from answering."""
    return {
        "List-Id": f"<digest.{domain()}>",
        "List-Unsubscribe": f"<{stopping.address(person)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }
