"""The letters of an exchange. Each is written once, in the transaction of the act that it tells of."""

from typing import TYPE_CHECKING

from django.utils import timezone, translation

from cityclusters.exchanges import calendar
from cityclusters.journal.letters import Attachment, absolute, write

if TYPE_CHECKING:
    from cityclusters.exchanges.models.notice import Notice
    from cityclusters.exchanges.models.partners import Contributor
    from cityclusters.exchanges.models.registration import Registration
    from cityclusters.people.models import Person


def _calendar(seat: "Registration") -> list[Attachment]:
    """Her calendar file, with the joining link while she holds a seat."""
    with translation.override(seat.person.language or "en"):
        content = calendar.write(seat.exchange, with_link=seat.takes_part)
    return [("exchange.ics", content, f"{calendar.MEDIA_TYPE}; method=PUBLISH")]


def _about(seat: "Registration", template: str, *, attach: bool = False) -> None:
    """Writes to the person about her seat; the moment is part of the key, so that somebody who cancels and
    registers again gets a letter again, and a repeated call within one act does not write twice."""
    exchange = seat.exchange
    key = f"seat:{seat.public_id}:{template}:{timezone.now().isoformat(timespec='microseconds')}"
    context = {
        "seat": seat,
        "exchange": exchange,
        "first": exchange.sessions.order_by("start").first(),
        "place": seat.place_in_line(),
        "page": absolute(seat.get_absolute_url()),
    }
    attachments = _calendar(seat) if attach else []
    write(key, seat.person, f"exchanges/mail/{template}", context, attachments=attachments)


def invited(seat: "Registration") -> None:
    """Somebody asks her to come."""
    _about(seat, "invited")


def confirmed(seat: "Registration") -> None:
    """She has a seat; the calendar file holds the joining link."""
    _about(seat, "confirmed", attach=True)


def waiting(seat: "Registration") -> None:
    """All seats are taken; she stands in the line."""
    _about(seat, "waiting")


def promoted(seat: "Registration") -> None:
    """She moved from the line to a seat."""
    _about(seat, "promoted", attach=True)


def cancelled(seat: "Registration") -> None:
    """Her registration is cancelled, by herself or by somebody for her."""
    _about(seat, "cancelled")


def news(notice: "Notice", seat: "Registration") -> None:
    """Tells somebody registered what a notice says."""
    _news(notice, seat.person, f"seat:{seat.public_id}", seat.get_absolute_url(), _calendar(seat))


def news_for_contributor(notice: "Notice", contributor: "Contributor") -> None:
    """Tells a contributor what a notice says."""
    if contributor.person is not None:
        name = f"contributor:{contributor.public_id}"
        _news(notice, contributor.person, name, contributor.get_absolute_url(), [])


def _news(notice: "Notice", person: "Person", name: str, path: str, attachments: list[Attachment]) -> None:
    exchange = notice.exchange
    context = {
        "exchange": exchange,
        "notice": notice,
        "first": exchange.sessions.order_by("start").first(),
        "page": absolute(path),
    }
    template = f"exchanges/mail/news_{notice.kind}"
    write(f"notice:{notice.pk}:{name}", person, template, context, attachments=attachments)


def asked_to_contribute(contributor: "Contributor") -> None:
    """Asks a speaker, trainer … whether she will do it."""
    exchange = contributor.exchange
    key = f"contributor:{contributor.public_id}:{timezone.now().isoformat(timespec='microseconds')}"
    context = {
        "contributor": contributor,
        "exchange": exchange,
        "first": contributor.session or exchange.sessions.order_by("start").first(),
        "page": absolute(contributor.get_absolute_url()),
    }
    write(key, contributor.person, "exchanges/mail/asked", context)
