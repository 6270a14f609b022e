"""A booking as a calendar file (RFC 5545). Where the group offers counselling it says "Appointment" and
nothing else: whoever opens the calendar learns no more (abuse test 9)."""

from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.groups.booking.letters import is_neutral
from cityclusters.groups.models import Booking
from cityclusters.journal.letters import absolute

MEDIA_TYPE = "text/calendar; charset=utf-8"
NAME = "appointment.ics"


def write(booking: Booking) -> bytes:
    """The file in the reader's language; a cancelled booking takes its entry out of calendars."""
    neutral = is_neutral(booking)
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Cities Clusters//Calendar//EN")
    calendar.add("method", "PUBLISH")
    entry = icalendar.Event()
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    entry.add("uid", f"appointment-{booking.public_id}@{host}")
    entry.add("sequence", booking.revision)
    entry.add("dtstamp", booking.cancelled_at or booking.decided_at or booking.asked_at)
    entry.add("dtstart", booking.start)
    entry.add("dtend", booking.end)
    facility, group = booking.facility, booking.facility.group
    entry.add("summary", _("Appointment") if neutral else pick(facility.names).text)
    if not neutral:
        entry.add("location", group.label)
        entry.add("url", absolute(booking.get_absolute_url()))
    entry.add("class", "PRIVATE")
    entry.add("status", _status(booking))
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _status(booking: Booking) -> str:
    if booking.state == Booking.State.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if booking.state == Booking.State.ASKED else "CONFIRMED"
