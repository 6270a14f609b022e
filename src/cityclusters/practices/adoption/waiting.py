"""What of adoption and voices waits for a person: to confirm, to report, to say a few words."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.practices.adoption.adaptations import REMIND_AFTER
from cityclusters.practices.models import Adaptation, VoiceRequest

SHOWN = 50
ANSWER = timedelta(days=14)  # in which a named city should say yes or no


def items(person: Person) -> list[WaitingItem]:
    """At most three queries, however much there is."""
    mine = focal_organisations(person)
    found = [*_named(mine), *_unreported(mine)] if mine else []
    return [*found, *_asked(person)]


def _named(mine: frozenset[int]) -> list[WaitingItem]:
    rows = Adaptation.objects.filter(organisation__in=mine, state=Adaptation.State.NAMED)
    rows = rows.select_related("practice__version").order_by("declared_at", "pk")
    today, found = timezone.localdate(), []
    for row in rows[:SHOWN]:
        due = timezone.localdate(row.declared_at) + ANSWER
        title = _("Say whether your city uses this practice: %(title)s") % {"title": row.practice}
        found.append(WaitingItem(_("Adoption"), title, row.get_absolute_url(), due, light_of(due, today)))
    return found


def _unreported(mine: frozenset[int]) -> list[WaitingItem]:
    """From half a year after it began until the city has reported or ended it."""
    rows = Adaptation.objects.filter(organisation__in=mine, state=Adaptation.State.ADAPTING)
    rows = rows.filter(confirmed_at__lte=timezone.now() - REMIND_AFTER[0])
    rows = rows.select_related("practice__version").order_by("confirmed_at", "pk")
    today, found = timezone.localdate(), []
    for row in rows[:SHOWN]:
        begun = timezone.localdate(row.confirmed_at) if row.confirmed_at else today
        due = begun + REMIND_AFTER[1]
        title = _("Tell what came of it: %(title)s") % {"title": row.practice}
        found.append(WaitingItem(_("Adoption"), title, row.get_absolute_url(), due, light_of(due, today)))
    return found


def _asked(person: Person) -> list[WaitingItem]:
    rows = VoiceRequest.objects.filter(person=person, answered_at=None, declined_at=None)
    found = []
    for row in rows.select_related("practice__version").order_by("asked_at", "pk")[:SHOWN]:
        title = _("Say what this practice changed: %(title)s") % {"title": row.practice}
        found.append(WaitingItem(_("Testimonial"), title, row.get_absolute_url(), None, "yellow"))
    return found
