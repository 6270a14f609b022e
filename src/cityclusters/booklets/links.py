"""Links to booklets on the pages of calls and exchanges."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.booklets import rules
from cityclusters.booklets.models import Booklet
from cityclusters.exchanges.models import Exchange
from cityclusters.people.readers import Reader, focal_organisations
from cityclusters.practices.models import Call

Links = list[tuple[str, str]]


def of_call(call: Call, reader: Reader) -> Links:
    """The published booklets of the call; for those who run it, the way to another one."""
    found = _published(Booklet.objects.filter(call=call))
    if rules.manages(reader, call):
        found.append((f"{reverse('booklets:new')}?call={call.public_id}", _("Make a booklet")))
    return found


def of_exchange(exchange: Exchange, reader: Reader) -> Links:
    """The booklets that keep what the exchange taught; for its organisers the way to one."""
    found = _published(Booklet.objects.filter(exchange=exchange))
    if not reader.is_authenticated or exchange.state not in ("done", "reported"):
        return found
    if reader.is_officer or exchange.organiser_id in focal_organisations(reader):
        found.append((f"{reverse('booklets:new')}?exchange={exchange.public_id}", _("Make a booklet of it")))
    return found


def _published(rows: Any) -> Links:
    return [
        (booklet.get_absolute_url(), _("Booklet: %(title)s") % {"title": booklet})
        for booklet in rows.published()[:5]
    ]
