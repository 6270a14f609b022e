"""Writing the digests that are due: a chunk of people after the other, each chunk in one short transaction.

The letter of a person and a morning has a key of its own, and is written in the same transaction that sets
her next morning: killed anywhere, the work goes on where it was, and nobody gets a letter twice. Everything
that takes time (asking what is new, choosing, writing the words) is done before the transaction begins, so
that others wait for milliseconds only."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.digests import by_mail, stopping
from cityclusters.digests.models import Subscription
from cityclusters.digests.models.subscription import next_morning
from cityclusters.digests.news import Chosen, Line, News, after, chosen, gather
from cityclusters.incoming.addresses import address_for, answer_headers, domain, mail_link
from cityclusters.incoming.models import Pause
from cityclusters.journal.letters import absolute, prepared, write_all
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.spaces.models import Membership, Space, Theme

Themes = dict[str, dict[str, str]]
MOST_JOINS = 3
CHUNK = 25  # people; their letters take some 10 ms to write
NAMES = dict(settings.CONTENT_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Round:
    """What one run works with: its moment, what is new, the names of themes, addresses without mail, spaces
    with the codes of their themes and who is in them (pairs of keys), and the lines that are written already
    (many people get the same ones)."""

    now: datetime
    news: list[News]
    themes: Themes
    paused: frozenset[str]
    spaces: list[tuple[Space, frozenset[str]]] = field(default_factory=list)
    joined: frozenset[tuple[int, int]] = frozenset()
    lines: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def line(self, line: Line, language: str) -> str:
        """A line as it stands in letters in the language."""
        key = (line.news.path, line.language, language)
        if key not in self.lines:
            found = get_template("digests/mail/line.txt")
            with translation.override(language):
                shown = {"line": shown_line(line, language)}
                self.lines[key] = found.template.render(Context(shown, autoescape=False))  # type: ignore[attr-defined]
        return self.lines[key]


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
        spaces=[
            (space, frozenset(theme.code for theme in space.themes.all()))
            for space in Space.objects.prefetch_related("themes")
        ],
        joined=frozenset(Membership.objects.now().values_list("person", "space")),
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
    mornings = {row.pk: _planned(row, work) for row, _letter in pairs}
    with transaction.atomic():
        due = Subscription.objects.select_for_update().due(work.now).filter(pk__in=mornings)
        still = dict(due.values_list("pk", "chosen_at"))
        mine = [(row, letter) for row, letter in pairs if still.get(row.pk) == row.chosen_at]
        keys: dict[tuple[datetime, datetime], list[int]] = {}
        for row, _letter in mine:
            keys.setdefault(mornings[row.pk], []).append(row.pk)
        for (since, next_at), rows in keys.items():  # as many as there are time zones among them
            Subscription.objects.filter(pk__in=rows).update(since=since, next_at=next_at)
        letters = [letter for _row, letter in mine if letter is not None]
        write_all(letters)
    return len(letters)


def _planned(row: Subscription, work: Round) -> tuple[datetime, datetime]:
    """Up to when she is told, and her next morning. What she misses while her mail comes back waits."""
    since = row.since if row.person.email in work.paused else work.now
    return since, next_morning(work.now, row.person.zone, row.rhythm)


def _letter(row: Subscription, work: Round) -> Letter | None:
    """Her letter of this morning; None when nothing is new for her, or when letters to her come back."""
    if row.person.email in work.paused:
        return None
    language = language_of(row.person)
    what = chosen(after(work.news, row.since), row, language)
    if not what.shown:
        return None
    stop_page = stopping.address(row.person)
    groups = [
        {"name": name, "text": "\n\n".join(_whole(line, work, language, row.person) for line in lines)}
        for name, lines in grouped(what, work.themes, language)
    ]
    page = {
        "groups": groups,
        "count": what.shown,
        "more": what.more,
        "first": next(iter(what.groups.values()))[0].title,
        "settings_page": absolute(reverse("digests:mine")),
        "stop_page": stop_page,
        "joins": _joins(what, work, row.person, language),
        "words": [by_mail.DAILY, by_mail.WEEKLY, by_mail.STOP] if settings.MAIL_ARRIVES else [],
    }
    head = headers(stop_page) | answer_headers(by_mail.KIND, by_mail.KEY, row.person)
    return prepared(row.key, row.person, "digests/mail/digest", page, headers=head)


def _joins(what: Chosen, work: Round, person: Person, language: str) -> list[dict[str, str]]:
    """Spaces on the themes of her letter that she is not in, with letters that are only to be sent."""
    if not settings.MAIL_ARRIVES:
        return []
    with translation.override(language):
        word = str(_("Join"))
    found = [
        space
        for space, themes in work.spaces
        if themes & what.groups.keys() and (person.pk, space.pk) not in work.joined
    ]
    return [
        {"name": pick(space.names, language).text, "link": mail_link("join", str(space.pk), person, word)}
        for space in found[:MOST_JOINS]
    ]


def _whole(line: Line, work: Round, language: str, person: Person) -> str:
    """The line, and under a question the address to which this person alone answers it."""
    text = work.line(line, language)
    if not _answerable(line):
        return text
    with translation.override(language):
        ours, word = str(_("Your city has the same question? Send this letter:")), str(_("Ours too"))
    link = mail_link("ours-too", line.news.question, person, word)
    return f"{text}\n{address_for('question', line.news.question, person)}\n{ours}\n{link}"


def _answerable(line: Line) -> bool:
    return bool(line.news.question and settings.MAIL_ARRIVES)


def language_of(person: Person) -> str:
    """The language of her letters."""
    return person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def grouped(what: Chosen, themes: Themes, language: str) -> list[tuple[str, list[Line]]]:
    """The groups in the order of the themes, with their names ('' for what has no theme, at the end)."""
    known = [
        (pick(names, language).text, what.groups[code])
        for code, names in themes.items()
        if code in what.groups
    ]
    rest = [line for code, lines in what.groups.items() if code not in themes for line in lines]
    return [*known, ("", rest)] if rest else known


def shown_line(line: Line, language: str) -> dict[str, str]:
    """A piece of news in words, in the language that is active."""
    return {
        "kind": str(Subscription.Kind(line.news.kind).label),
        "title": line.title,
        "language": "" if line.language == language else NAMES.get(line.language, line.language),
        "original": NAMES.get(line.original, line.original),
        "url": absolute(line.news.path),
        "code": line.language,
        "answerable": "yes" if _answerable(line) else "",
    }


def headers(stop_page: str) -> dict[str, str]:
    """What mail programs show a button for (RFC 2369, RFC 8058), and what keeps machines from answering."""
    return {
        "List-Id": f"<digest.{domain()}>",
        "List-Unsubscribe": f"<{stop_page}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }
