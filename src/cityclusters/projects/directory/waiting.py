"""What of the directory waits for a person on "My work": numbers to call again."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.people.readers import is_officer
from cityclusters.projects.directory import rules


def items(person: Person) -> list[WaitingItem]:
    """One line at most, with the nearest day."""
    if not is_officer(person) and not rules.plans_of(person):
        return []
    today = timezone.localdate()
    rows = rules.kept_by(person).to_check(today).order_by("verified_on", "pk")
    number = rows.count()
    if not number:
        return []
    due = next((row.stale_from for row in rows[:20] if row.stale_from), None)
    words = ngettext(
        "Call %(number)s number and say whether it is right",
        "Call %(number)s numbers and say whether they are right",
        number,
    ) % {"number": number}
    title = ngettext("Number", "Numbers", number)
    return [WaitingItem(title, words, f"{reverse('projects:lines-kept')}?due=1", due, light_of(due, today))]
