"""An exchange as a calendar file (RFC 5545): one entry per session, in UTC, with a link back to the page.

The names of entries (UID) never change and their number (SEQUENCE) rises with each change, so a calendar
that holds an entry updates it. Sessions that were removed stay as cancelled entries."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.journal.letters import absolute

if TYPE_CHECKING:
    from cityclusters.exchanges.models.exchange import Exchange
    from cityclusters.exchanges.models.session import RemovedSession, Session

MEDIA_TYPE = "text/calendar; charset=utf-8"
STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE", "idea": "TENTATIVE", "planned": "TENTATIVE"}


def write(exchange: "Exchange", *, with_link: bool = False) -> bytes:
    """The calendar of the exchange in the reader's language. `with_link` adds the joining links: only for
    somebody who holds a seat."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Cities Clusters//Exchanges//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", pick(exchange.title).text)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for session in exchange.sessions.all():
        calendar.add_component(_entry(exchange, session, with_link=with_link))
    for removed in exchange.removed_sessions.all():
        calendar.add_component(_cancelled(exchange, removed))
    return bytes(calendar.to_ical())


def uid(public_id: str) -> str:
    """The name of a session's entry: the same for ever, on this site only."""
    return f"session-{public_id}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}"


def _common(
    exchange: "Exchange", name: str, title: str, start: datetime, end: datetime, number: int
) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", uid(name))
    entry.add("sequence", number + exchange.revision)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("summary", title)
    entry.add("url", absolute(exchange.get_absolute_url()))
    return entry


def _entry(exchange: "Exchange", session: "Session", *, with_link: bool) -> icalendar.Event:
    event_title, title = pick(exchange.title).text, pick(session.title).text
    whole = event_title if title == event_title else f"{title} · {event_title}"
    entry = _common(exchange, session.public_id, whole, session.start, session.end, session.revision)
    entry.add("dtstamp", max(session.changed_at, exchange.changed_at))
    entry.add("last-modified", max(session.changed_at, exchange.changed_at))
    entry.add("status", STATUS.get(exchange.state, "CONFIRMED"))
    link = (session.link or exchange.link) if with_link and exchange.mode != "room" else ""
    room = " · ".join(part for part in (session.room, exchange.venue) if part)
    if room and exchange.mode != "online":
        entry.add("location", room)
    elif link:
        entry.add("location", link)
    entry.add("description", _description(exchange, link))
    if session.track:
        entry.add("categories", [session.track])
    return entry


def _description(exchange: "Exchange", link: str) -> str:
    page = absolute(exchange.get_absolute_url())
    lines = [_("Programme and news: %(address)s") % {"address": page}]
    if link:
        lines.insert(0, _("Join here: %(address)s") % {"address": link})
    elif exchange.mode != "room":
        lines.append(_("People who are registered find the joining link in their own calendar."))
    return "\n".join(lines)


def _cancelled(exchange: "Exchange", removed: "RemovedSession") -> icalendar.Event:
    title = pick(removed.title).text
    entry = _common(exchange, removed.session_id, title, removed.start, removed.end, removed.revision)
    entry.add("dtstamp", removed.removed_at)
    entry.add("status", "CANCELLED")
    return entry
