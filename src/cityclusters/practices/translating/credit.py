"""Who is named beside a translation, and how: by name only who agreed to be listed, else by post."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from cityclusters.core.texts import pick
from cityclusters.people.models import Consent, Mandate, Person


def credits(people: Iterable[Person | None]) -> dict[int, str]:
    """Person's key to the words for her: 'Deputy mayor, Municipality of Khiva', with her name before it where
    she agreed to be listed; 'a member' for somebody without a post. Not for erased people. Two queries."""
    living = {one.pk: one for one in people if one is not None and one.state == Person.State.ACTIVE}
    if not living:
        return {}
    agreed = Consent.objects.filter(purpose=Consent.Purpose.DIRECTORY, withdrawn_at=None, person__in=living)
    listed = set(agreed.values_list("person", flat=True))
    posts: dict[int, str] = {}
    mandates = Mandate.objects.valid().filter(person__in=living).select_related("organisation")
    for row in mandates.order_by("-may_act", "pk"):
        posts.setdefault(row.person_id, f"{row.post}, {pick(row.organisation.names).text}")
    return {key: _words(one, posts.get(key, ""), listed) for key, one in living.items()}


def _words(person: Person, post: str, listed: Collection[int]) -> str:
    named = str(person) if person.pk in listed and person.name else ""
    return ", ".join(filter(None, [named, post])) or a_member()


def a_member() -> str:
    """Somebody who is not named."""
    return _("a member")
