"""What of the desk waits for a person on "My work": that something does, and not what."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem
from cityclusters.groups.counselling import desk, rules
from cityclusters.groups.models import EmergencyAccess
from cityclusters.people.models import Person


def items(person: Person) -> list[WaitingItem]:
    """One line at most; at most three queries."""
    asked = Q(pk__in=[])
    if rules.may_decide(person):
        asked = Q(decided_at=None) & ~Q(asked_by=person) & ~Q(counsellor=person)
    urgent = EmergencyAccess.objects.filter(asked).exists()
    if not urgent and not desk.handovers_for(person):
        return []
    words = _("Something waits on your desk")
    return [WaitingItem(_("Desk"), words, reverse("groups:desk"), None, "red" if urgent else "yellow")]
