"""The roster: people who contributed to exchanges before and may be asked again (seed item B8)."""

from dataclasses import dataclass

from django.db.models import Q

from cityclusters.exchanges.models import Contributor, Exchange
from cityclusters.people.models import Organisation, Person
from cityclusters.places.folding import fold

MOST = 50


@dataclass(frozen=True, slots=True)
class Known:
    """A person with the latest post, organisation, role and topic she was confirmed with."""

    person: Person
    organisation: Organisation
    post: str
    role: str
    topic: str
    times: int


def search(exchange: Exchange, words: str = "") -> list[Known]:
    """People who confirmed a contribution before, newest first, with the words in their name, post or
    topic; those who are asked for this exchange already are left out."""
    rows = Contributor.objects.filter(state=Contributor.State.CONFIRMED, person__state="active")
    rows = rows.exclude(person__in=exchange.contributors.exclude(person=None).values("person_id"))
    for word in words.split()[:6]:
        named = Q(person__folded_name__contains=fold(word)) if fold(word) else Q()
        rows = rows.filter(named | Q(post__icontains=word) | Q(topic__icontains=word))
    found: dict[int, Known] = {}
    times: dict[int, int] = {}
    for row in rows.select_related("person", "organisation__place").order_by("-decided_at", "-pk")[:500]:
        person = row.person
        if person is None:
            continue
        times[person.pk] = times.get(person.pk, 0) + 1
        found.setdefault(person.pk, Known(person, row.organisation, row.post, row.role, row.topic, 0))
    return [
        Known(one.person, one.organisation, one.post, one.role, one.topic, times[key])
        for key, one in list(found.items())[:MOST]
    ]
