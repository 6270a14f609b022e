"""What of practices waits for their writers: drafts, changes asked, something to publish; and for those who
manage them: corrections."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import Light, WaitingItem
from cityclusters.people.models import Person
from cityclusters.practices.models import Practice
from cityclusters.practices.models.choices import State

SHOWN = 50
TO_DO: dict[State, Light] = {
    State.DRAFT: "green",
    State.CHANGES: "yellow",
    State.CORRECTING: "green",
    State.ACCEPTED: "yellow",
}


def items(person: Person) -> list[WaitingItem]:
    """Two queries, however much there is; a third for officers."""
    rows = Practice.objects.written_by(person).filter(state__in=TO_DO).select_related("version")
    found = [_item(row) for row in rows.order_by("-changed_at", "-pk")[:SHOWN]]
    return [*found, *_corrections(person)] if person.is_officer else found


def _item(row: Practice) -> WaitingItem:
    words = {
        State.DRAFT: _("Go on writing: %(title)s"),
        State.CHANGES: _("Change what is asked: %(title)s"),
        State.CORRECTING: _("Finish the correction: %(title)s"),
        State.ACCEPTED: _("Publish it: %(title)s"),
    }
    state = State(row.state)
    route = "practices:publish" if state == State.ACCEPTED else "practices:edit"
    title = words[state] % {"title": row.title}
    url = reverse(route, args=[row.public_id])
    return WaitingItem(_("Practice"), title, url, None, TO_DO[state])


def _corrections(person: Person) -> list[WaitingItem]:
    """Corrections that an officer may look at; her own organisations' are left to others."""
    posts = person.mandates.valid(on=timezone.localdate()).values("organisation")
    rows = Practice.objects.filter(state=State.SUBMITTED, version__isnull=False).select_related("version")
    rows = rows.exclude(Q(author=person) | Q(organisation__in=posts))
    return [
        WaitingItem(
            _("Correction"),
            _("Look at a correction: %(title)s") % {"title": str(row)},
            reverse("practices:glance", args=[row.public_id]),
            None,
            "yellow",
        )
        for row in rows.order_by("changed_at", "pk")[:SHOWN]
    ]
