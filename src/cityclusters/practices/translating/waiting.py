"""What of the translations waits for a person: those she took, reviews in her languages, and those of hers
whose original has changed."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.practices.models import Translation
from cityclusters.practices.translating import rules

State = Translation.State
SHOWN = 20


def items(person: Person) -> list[WaitingItem]:
    """At most five queries, however much there is."""
    found = _mine(person)
    if not rules.may_translate(person):
        return found
    languages = rules.languages_of(person)
    return [*found, *_reviews(person, languages), *_outdated(person)]


def _mine(person: Person) -> list[WaitingItem]:
    hers = Q(translator=person, state=State.IN_WORK) | Q(reviewer=person, state=State.IN_REVIEW)
    rows = Translation.objects.filter(hers).select_related("version__practice")
    today, found = timezone.localdate(), []
    for row in rows.order_by("taken_until", "pk")[:SHOWN]:
        due = timezone.localdate(row.taken_until) if row.taken_until else None
        words = {"title": row.version.content["title"]}
        if row.state == State.IN_REVIEW:
            title = _("Review a translation: %(title)s") % words
        elif row.note:
            title = _("Look at your translation again: %(title)s") % words
        else:
            title = _("Go on translating: %(title)s") % words
        found.append(WaitingItem(_("Translation"), title, _url(row), due, light_of(due, today)))
    return found


def _reviews(person: Person, languages: frozenset[str]) -> list[WaitingItem]:
    if not languages:
        return []
    hers = Translation.hands.through.objects.filter(translation=OuterRef("pk"), person=person)
    rows = Translation.objects.published().filter(state=State.IN_REVIEW, reviewer=None)
    rows = rows.filter(language__in=languages, version__language__in=languages)
    rows = rows.exclude(Q(translator=person) | Exists(hers)).select_related("version__practice")
    return [
        WaitingItem(
            _("Translation"),
            _("A translation waits for its review: %(title)s") % {"title": row.version.content["title"]},
            _url(row),
            None,
            "yellow",
        )
        for row in rows.order_by("handed_in_at", "pk")[:SHOWN]
    ]


def _outdated(person: Person) -> list[WaitingItem]:
    """Open ones of the newest version, where she translated an older one."""
    hers = Translation.objects.filter(
        translator=person,
        state=State.REVIEWED,
        language=OuterRef("language"),
        version__practice=OuterRef("version__practice"),
    )
    rows = Translation.objects.published().current().filter(Exists(hers), state=State.WANTED)
    return [
        WaitingItem(
            _("Translation"),
            _("The original of your translation has changed: %(title)s")
            % {"title": row.version.content["title"]},
            _url(row),
            None,
            "yellow",
        )
        for row in rows.select_related("version__practice").order_by("created_at", "pk")[:SHOWN]
    ]


def _url(row: Translation) -> str:
    return reverse("practices:translation", args=[row.version.practice.public_id, row.public_id])
