"""Letters about bookings. Where the group offers counselling they say nothing but that there is an
appointment, and nobody gets one who did not agree to it for this booking (abuse test 9)."""

from cityclusters.groups.booking.times import zone_of
from cityclusters.groups.models import Booking
from cityclusters.journal import letters
from cityclusters.people.models import Person


def is_neutral(booking: Booking) -> bool:
    """Whether letters, titles and calendars name neither the group nor what was booked."""
    return booking.facility.group.has("counselling")


def _write(booking: Booking, kind: str, number: object) -> None:
    if not booking.mail_ok or booking.person is None:
        return
    neutral = is_neutral(booking)
    context = {
        "booking": booking,
        "kind": kind,
        "zone": zone_of(booking.facility.group),
        "reason": "" if neutral else booking.reason,
        "page": "" if neutral else letters.absolute(booking.get_absolute_url()),
    }
    template = "groups/mail/appointment" if neutral else "groups/mail/booking"
    letters.write(
        f"appointment:{booking.public_id}:{kind}:{number}", booking.person, template, context, secret=True
    )


def asked(booking: Booking, by: Person) -> None:
    """To her: it is asked for, or approved at once; and what somebody else booked for her."""
    _write(booking, "approved" if booking.state == Booking.State.APPROVED else "asked", booking.revision)


def approved(booking: Booking) -> None:
    """To her: the answer is yes."""
    _write(booking, "approved", booking.revision)


def cancelled(booking: Booking, by: Person) -> None:
    """To her, unless she did it herself."""
    if booking.person_id != by.pk:
        _write(booking, "cancelled", booking.revision)


def restored(booking: Booking, by: Person) -> None:
    """To her, unless she did it herself."""
    if booking.person_id != by.pk:
        _write(booking, "restored", booking.revision)


def tomorrow(booking: Booking) -> None:
    """To her, the day before."""
    _write(booking, "tomorrow", booking.start.date())
