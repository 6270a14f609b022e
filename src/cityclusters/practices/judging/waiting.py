"""What of calls, reviews and guides waits for a person on "My work"."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import Light, WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.practices import guide_rules
from cityclusters.practices.judging.dialogue import WHILE
from cityclusters.practices.judging.reviewers import WANTED
from cityclusters.practices.judging.screeners import FIRST_LOOK
from cityclusters.practices.judging.worklist import managed_by, with_reviews
from cityclusters.practices.models import CallManager, Guide, Message, Practice, Review
from cityclusters.practices.models.choices import State
from cityclusters.spaces.models import Membership

MOST = 20


def items(person: Person) -> list[WaitingItem]:
    """Reviews to answer and to write, questions to answer, practices to judge, links to mend."""
    today = timezone.localdate()
    return [*_reviews(person, today), *_questions(person), *_to_judge(person, today), *_dead_links(person)]


def _reviews(person: Person, today: date) -> list[WaitingItem]:
    rows = Review.objects.filter(
        reviewer=person, state__in=Review.OPEN, practice__state=State.IN_REVIEW
    ).select_related("practice__version")
    found = []
    for row in rows.order_by("due", "pk")[:MOST]:
        asked = row.state == Review.State.ASKED
        words = _("Say whether you can review: %(practice)s") if asked else _("Review: %(practice)s")
        title = words % {"practice": row.practice}
        found.append(
            WaitingItem(_("Review"), title, row.get_absolute_url(), row.due, light_of(row.due, today))
        )
    return found


def _questions(person: Person) -> list[WaitingItem]:
    open_ones = Message.objects.filter(
        Q(practice__author=person) | Q(practice__organisation__in=person.organisations_on()),
        from_author=False, replies=None, practice__state__in=WHILE,
    )  # fmt: skip
    practices = Practice.objects.filter(pk__in=open_ones.values("practice")).select_related("version")
    return [
        WaitingItem(
            _("Question"),
            _("Answer a question about “%(practice)s”") % {"practice": practice},
            reverse("practices:answers", args=[practice.public_id]),
            None,
            "yellow",
        )
        for practice in practices.order_by("pk")[:MOST]
    ]


class _Heap(NamedTuple):
    """Practices of one call (or of none) that wait for the same act."""

    call: str
    filter: str
    words: str


def judges(person: Person) -> bool:
    """Whether there can be anything to judge, in one query instead of many."""
    if person.is_officer or CallManager.objects.filter(person=person).exists():
        return True
    return Membership.objects.now().stewards().filter(person=person).exists()


def _to_judge(person: Person, today: date) -> list[WaitingItem]:
    if not judges(person):
        return []
    rows = with_reviews(managed_by(person)).filter(
        state__in=[State.SUBMITTED, State.SCREENED, State.IN_REVIEW]
    )
    heaps: dict[_Heap, list[date]] = {}
    for practice in rows.select_related("call").order_by("waits_since", "pk")[:500]:
        if heap := _heap(practice):
            heaps.setdefault(heap, []).append(timezone.localdate(practice.waits_since))  # type: ignore[attr-defined]
    return [_item(heap, days, today) for heap, days in heaps.items()][:MOST]


def _heap(practice: Practice) -> _Heap | None:
    call = practice.call.public_id if practice.call else ""
    asked, done = practice.asked, practice.done  # type: ignore[attr-defined]
    if practice.state == State.SUBMITTED:
        return _Heap(call, "state=submitted", "screen")
    if practice.state == State.SCREENED or asked < WANTED:
        return _Heap(call, "reviews=none", "ask")
    if done >= WANTED and done == asked:
        return _Heap(call, "reviews=complete", "decide")
    return None


def _words(heap: _Heap, number: int) -> str:
    words = {
        "screen": ngettext(
            "%(number)d practice waits for its screening",
            "%(number)d practices wait for their screening",
            number,
        ),
        "ask": ngettext("%(number)d practice needs reviewers", "%(number)d practices need reviewers", number),
        "decide": ngettext(
            "%(number)d practice can be decided", "%(number)d practices can be decided", number
        ),
    }
    return words[heap.words] % {"number": number}


def _item(heap: _Heap, days: list[date], today: date) -> WaitingItem:
    url = reverse("practices:submissions")
    if heap.call:
        url = reverse("practices:call-submissions", args=[heap.call])
    light: Light = "red" if today - min(days) > FIRST_LOOK else "yellow"
    return WaitingItem(_("Practices"), _words(heap, len(days)), f"{url}?{heap.filter}", None, light)


def _dead_links(person: Person) -> list[WaitingItem]:
    if not guide_rules.may_curate(person):
        return []
    dead = Guide.objects.filter(removed_at=None).exclude(failing_since=None, reported_at=None)
    number = dead.count()
    if not number:
        return []
    words = ngettext("%(number)d link no longer opens", "%(number)d links no longer open", number)
    url = f"{reverse('practices:guides')}?dead=yes"
    return [WaitingItem(_("Guides"), words % {"number": number}, url, None, "yellow")]
