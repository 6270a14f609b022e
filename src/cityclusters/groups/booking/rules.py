"""Who may book, and who works with bookings: pure questions."""

from cityclusters.groups import rules
from cityclusters.groups.models import Booking, Facility, Group, Participant
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader

BOOKERS = (Participant.State.ELIGIBLE, Participant.State.WAITING, *Participant.SERVED)


def may_keep(person: Reader, group: Group) -> bool:
    """Who manages the group or works there with its people: facilities, the day list, briefings."""
    return isinstance(person, Person) and rules.may_facilitate(person, group)


def may_book(person: Reader, facility: Facility) -> bool:
    """Members and participants of the group; everybody with an account where the facility is open to them."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    group = facility.group
    if facility.open_to == Facility.OpenTo.ACCOUNTS or may_keep(person, group):
        return True
    files = Participant.objects.filter(group=group, person=person, state__in=BOOKERS)
    return rules.is_member(person, group) or files.exists()


def may_see(person: Reader, booking: Booking) -> bool:
    """She herself and those who work with the group's bookings."""
    if not isinstance(person, Person):
        return False
    return booking.person_id == person.pk or may_keep(person, booking.facility.group)
