"""What a feed says of one record: an exchange, a practice, a call, an offer, a question, a booklet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from cityclusters.core.texts import Text, pick
from cityclusters.exchanges.models import Exchange
from cityclusters.journal.letters import absolute
from cityclusters.practices import reading
from cityclusters.practices.models import Call, Practice, Version
from cityclusters.questions.models import ConsolidatedReply, Question
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Offer


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `ident` makes its permanent id; `related` are (media type, address) of other forms."""

    ident: tuple[str, ...]
    title: Text
    summary: Text
    url: str
    author: Text
    published: datetime
    updated: datetime
    themes: tuple[Theme, ...] = ()
    related: tuple[tuple[str, str], ...] = ()


def of_exchange(exchange: Exchange) -> Item:
    """An exchange with its organiser and themes."""
    page = absolute(exchange.get_absolute_url())
    return Item(
        ident=("exchanges", exchange.public_id),
        title=pick(exchange.title),
        summary=pick(exchange.summary),
        url=page,
        author=pick(exchange.organiser.names),
        published=exchange.created_at,
        updated=exchange.changed_at,
        themes=tuple(exchange.themes.all()),
        related=(("text/calendar", f"{page}calendar.ics"),),
    )


def of_practices(practices: Iterable[Practice]) -> list[Item]:
    """Published practices, each in the reader's language where it can be read in it. Two queries for
    all. What stands in a working copy alone is nowhere in it."""
    rows = list(practices)
    versions = [row.version for row in rows if row.version is not None]
    read = reading.many(versions, (get_language() or "en")[:2])
    themes = Theme.objects.in_bulk()
    return [_of_practice(row, row.version, read[row.version.pk], themes) for row in rows if row.version]


def _of_practice(
    practice: Practice, version: Version, text: reading.Reading, themes: Mapping[str, Theme]
) -> Item:
    owner = version.facts["organisation"]
    return Item(
        ident=("practices", practice.public_id),
        title=Text(text.content["title"], text.language),
        summary=Text(text.content["summary"], text.language),
        url=absolute(practice.get_absolute_url()),
        author=pick(owner["names"]) if owner else Text(version.facts["place"]["name"], ""),
        published=practice.published_at or version.published_at,
        updated=version.published_at,
        themes=tuple(themes[code] for code in version.facts["themes"] if code in themes),
    )


def of_call(call: Call) -> Item:
    """A call that takes practices, with who calls and its themes."""
    return Item(
        ident=("calls", call.public_id),
        title=pick(call.title),
        summary=pick(call.purpose),
        url=absolute(call.get_absolute_url()),
        author=pick(call.organisation.names),
        published=call.opened_at or call.created_at,
        updated=call.changed_at,
        themes=tuple(call.themes.all()),
    )


def of_offer(offer: Offer) -> Item:
    """An offer that everybody may see, with its host and themes."""
    since = offer.opened_at or offer.offered_at
    return Item(
        ident=("offers", offer.public_id),
        title=Text(offer.title, offer.language),
        summary=Text(offer.text[:500], offer.language),
        url=absolute(offer.get_absolute_url()),
        author=pick(offer.organisation.names),
        published=since,
        updated=max(since, offer.confirmed_at or since),
        themes=tuple(offer.themes.all()),
    )


def of_question(question: Question) -> Item:
    """A question that everybody may read; whoever asked it is named by organisation or place alone."""
    since = question.shown_at or question.asked_at
    return Item(
        ident=("questions", question.public_id),
        title=Text(question.title, question.language),
        summary=Text(question.text[:500], question.language),
        url=absolute(question.get_absolute_url()),
        author=_asker(question),
        published=since,
        updated=max(since, question.edited_at or since),
        themes=tuple(question.themes.all()),
    )


def _asker(question: Question) -> Text:
    if question.organisation is not None:
        return pick(question.organisation.names)
    return Text(str(question.place) if question.place else str(question.space), "")


def of_reply(reply: ConsolidatedReply) -> Item:
    """The consolidated reply to a question."""
    since = reply.published_at or reply.created_at
    return Item(
        ident=("replies", reply.question.public_id),
        title=Text(reply.title, reply.language),
        summary=Text((reply.introduction or reply.text)[:500], reply.language),
        url=absolute(reply.get_absolute_url()),
        author=Text(str(reply.question.space), ""),
        published=since,
        updated=since,
        themes=tuple(reply.question.themes.all()),
    )
