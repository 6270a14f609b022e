"""Who takes the first look at a practice, by when, and the letter that says that something waits for it.

One letter for each practice would bury the managers of a call with hundreds of entries; one a day would leave
what comes after it unannounced. So a letter is written when a list stops being empty, and at most once a day
while it is not: a list in which something waits has always been announced."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import day, joined
from cityclusters.core.texts import pick
from cityclusters.journal import letters
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person, RoleGrant
from cityclusters.practices import rules
from cityclusters.practices.judging.worklist import managed_by
from cityclusters.practices.models import Practice, StateChange
from cityclusters.practices.models.choices import State
from cityclusters.spaces.models import Membership, Space

FIRST_LOOK = timedelta(days=10)  # the author is told this; after it "My work" of the screeners shows red
A_DAY = timedelta(days=1)


def screeners(practice: Practice) -> list[Person]:
    """The managers of its call, else the stewards of the spaces with its themes; officers where there are
    none whose own business it is not. Each once, none of whom it is the own business (rule PR1)."""
    return _of_its_own(practice) or [person for person in _officers() if rules.may_manage(person, practice)]


def _of_its_own(practice: Practice) -> list[Person]:
    """Those of its call or its spaces."""
    return [person for person in _runners(practice) if rules.may_manage(person, practice)]


def _runners(practice: Practice) -> list[Person]:
    if practice.call:
        return list(practice.call.managers.filter(state=Person.State.ACTIVE).order_by("pk"))
    kept = Membership.objects.now().stewards().filter(space__in=_spaces_of(practice))
    people = {row.person_id: row.person for row in kept.select_related("person").order_by("person_id")}
    return list(people.values())


def _spaces_of(practice: Practice) -> list[int]:
    """The keys of the spaces with its themes: a short list, asked by itself, because PostgreSQL joined it
    with all memberships and all people before it looked at the themes."""
    themes = list(practice.themes.values_list("pk", flat=True))
    rows = Space.themes.through.objects.filter(theme__in=themes)
    return list(rows.values_list("space", flat=True).distinct())


def _officers() -> list[Person]:
    held = RoleGrant.objects.filter(role=RoleGrant.Role.OFFICER, ended_at=None)
    rows = Person.objects.filter(pk__in=held.values("person"), state=Person.State.ACTIVE)
    return list(rows.order_by("pk"))


def _handed_in(practice: Practice) -> StateChange | None:
    """When it was handed in for the last time."""
    return practice.state_changes.filter(after=State.SUBMITTED).order_by("-at", "-pk").first()


def due(practice: Practice) -> date:
    """The day by which its first look is promised."""
    change = _handed_in(practice)
    return timezone.localdate(change.at if change else None) + FIRST_LOOK


def told_to_author(practice: Practice) -> str:
    """Who reads it first and by when, in a sentence in the reader's language."""
    context = {"day": day(due(practice))}
    of_its_own = {person.pk for person in _of_its_own(practice)}
    if practice.call and of_its_own:
        context["call"] = pick(practice.call.title).text
        return _("The managers of the call “%(call)s” read it first, by %(day)s.") % context
    if of_its_own:
        context["spaces"] = joined(_spaces(practice, of_its_own))
        return _("The stewards of the space read it first, by %(day)s: %(spaces)s.") % context
    return _("A programme officer reads it first, by %(day)s.") % context


def _spaces(practice: Practice, people: set[int]) -> list[Space]:
    kept = Membership.objects.now().stewards().filter(person__in=people, space__in=_spaces_of(practice))
    return list(Space.objects.filter(pk__in=set(kept.values_list("space", flat=True))).order_by("pk"))


def tell(practice: Practice) -> None:
    """Writes to those who take the first look, as the head of this file says."""
    change = _handed_in(practice)
    if change is None:
        return
    for person in screeners(practice):
        if _knows(person, practice):
            continue
        context = {"practice": practice, "due": due(practice), "page": _list_page(practice)}
        key = f"{_list_key(practice)}{change.pk}:{person.public_id}"
        letters.write(key, person, "practices/mail/to_screen", context)


def _list_key(practice: Practice) -> str:
    return f"practice-to-screen:{practice.call.public_id if practice.call else ''}:"


def _list_page(practice: Practice) -> str:
    page = reverse("practices:submissions")
    if practice.call:
        page = reverse("practices:call-submissions", args=[practice.call.public_id])
    return letters.absolute(f"{page}?{urlencode({'state': State.SUBMITTED})}")


def _knows(person: Person, practice: Practice) -> bool:
    """Whether a letter of this day named the list, and something in it still waits since then."""
    since = timezone.now() - A_DAY
    fresh = Letter.objects.filter(
        person=person, key__startswith=_list_key(practice), written_at__gt=since
    ).exists()
    if not fresh:
        return False
    waiting = managed_by(person).filter(call=practice.call_id, state=State.SUBMITTED)
    return waiting.exclude(pk=practice.pk).exists()
