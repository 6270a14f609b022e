"""Who can review a practice: people of other organisations and other countries than the author's and, among
each other, of different organisations (rule PR1); why somebody else can't is said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.folding import fold
from cityclusters.practices.models import Practice, Review
from cityclusters.spaces.models import Membership

MOST = 60
WANTED = 2  # reviews that a decision to accept needs


class Candidate(NamedTuple):
    """Somebody who could be asked: for which organisation and country she would review, in which post, how
    many reviews she has open, and why she can't be asked ('' where she can)."""

    person: Person
    organisation: Organisation | None
    country: str
    post: str
    load: int
    problem: str


@dataclass(frozen=True, slots=True)
class Concern:
    """Whose business a practice is: organisations (as the top of their trees) and countries of its author and
    owner; and what this round has already: organisations of its live reviews, people asked, and people who
    declared a conflict in any round."""

    organisations: frozenset[int]
    countries: frozenset[str]
    taken: frozenset[int]
    asked: frozenset[int]
    conflicts: frozenset[int]


def round_of(practice: Practice) -> int:
    """The number of the round that runs: each decision ends one."""
    return 1 + practice.decisions.count()


def concern(practice: Practice) -> Concern:
    """What speaks against reviewers of this practice now."""
    posts = list(Mandate.objects.valid().filter(person=practice.author).select_related("organisation__place"))
    owners = [post.organisation for post in posts]
    owners += [practice.organisation] if practice.organisation else []
    places = [practice.place, practice.author.place, *practice.more_places.all()]
    places += [owner.place for owner in owners]
    reviews = list(practice.reviews.all())
    this_round = [row for row in reviews if row.round == round_of(practice)]
    live = {row.organisation_id for row in this_round if row.state in Review.LIVE}
    return Concern(
        organisations=_tops(owner.pk for owner in owners),
        countries=frozenset(place.country_id for place in places if place),
        taken=_tops(live),
        asked=frozenset(row.reviewer_id for row in this_round),
        conflicts=frozenset(row.reviewer_id for row in reviews if row.conflict),
    )


def _tops(keys: Iterable[int]) -> frozenset[int]:
    """Organisations as they are counted: an office is its agency."""
    return frozenset(Organisation.objects.agencies(keys).values())


def with_another(known: Concern, organisation: int) -> Concern:
    """The same after somebody of the organisation was asked too."""
    return replace(known, taken=known.taken | _tops([organisation]))


def candidates(practice: Practice, words: str = "") -> list[Candidate]:
    """People with the words in their name or their organisation's; without words, people of the spaces with
    its themes. Those who can be asked come first, those with the fewest open reviews before others."""
    people = _named(words) if fold(words) else _of_its_spaces(practice)
    people = people.filter(state=Person.State.ACTIVE).order_by("folded_name", "pk")[:MOST]
    found = judged(concern(practice), practice, list(people))
    return sorted(found, key=lambda one: (bool(one.problem), one.load))


def _named(words: str) -> "QuerySet[Person]":
    of_organisations = Mandate.objects.valid().filter(organisation__in=Organisation.objects.search(words))
    named = Person.objects.search(words).values("pk")
    return Person.objects.filter(Q(pk__in=named) | Q(pk__in=of_organisations.values("person")))


def _of_its_spaces(practice: Practice) -> "QuerySet[Person]":
    themes = Q(space__themes__in=practice.themes.all())
    if practice.call:
        themes |= Q(space__themes__in=practice.call.themes.all())
    members = Membership.objects.now().filter(themes).values("person")
    with_posts = Mandate.objects.valid().filter(person__in=members).values("person")
    earlier = Review.objects.filter(state=Review.State.DONE, practice__themes__in=practice.themes.all())
    return Person.objects.filter(Q(pk__in=with_posts) | Q(pk__in=earlier.values("reviewer")))


def judged(known: Concern, practice: Practice, people: Sequence[Person]) -> list[Candidate]:
    """Each of the people with her organisation and country, and what speaks against her."""
    posts: dict[int, list[Mandate]] = {person.pk: [] for person in people}
    rows = Mandate.objects.valid().filter(person__in=posts).select_related("organisation__place")
    for post in rows.order_by("-may_act", "start", "pk"):
        posts[post.person_id].append(post)
    tops = Organisation.objects.agencies({post.organisation_id for row in posts.values() for post in row})
    loads = _loads(posts)
    return [_candidate(known, practice, person, posts[person.pk], tops, loads) for person in people]


def _loads(people: Iterable[int]) -> dict[int, int]:
    rows = Review.objects.filter(reviewer__in=people, state__in=Review.OPEN).order_by()
    return dict(rows.values_list("reviewer").annotate(number=Count("pk")))


def _candidate(
    known: Concern,
    practice: Practice,
    person: Person,
    posts: Sequence[Mandate],
    tops: dict[int, int],
    loads: dict[int, int],
) -> Candidate:
    own = person.place.country_id if person.place else ""
    countries = {post.organisation.place.country_id for post in posts if post.organisation.place} | {own}
    countries.discard("")
    main = posts[0] if posts else None
    country = main.organisation.place.country_id if main and main.organisation.place else own
    organisations = {tops[post.organisation_id] for post in posts}
    problem = _personal_problem(known, practice, person) or _problem(known, organisations, countries)
    if not problem and not country:
        problem = _("Nothing says in which country this person works.")
    return Candidate(
        person=person,
        organisation=main.organisation if main else None,
        country=country,
        post=main.post if main else "",
        load=loads.get(person.pk, 0),
        problem=problem,
    )


def _personal_problem(known: Concern, practice: Practice, person: Person) -> str:
    if person.pk == practice.author_id:
        return _("This is the author.")
    if person.pk in known.conflicts:
        return _("Has declared a conflict of interest.")
    if person.pk in known.asked:
        return _("Was asked in this round already.")
    return "" if person.state == Person.State.ACTIVE else _("Has no active account.")


def _problem(known: Concern, organisations: set[int], countries: set[str]) -> str:
    """What speaks against somebody of the organisations and countries."""
    if not organisations:
        return _("Holds no post in an organisation.")
    if organisations & known.organisations:
        return _("Is of the author's organisation.")
    if countries & known.countries:
        return _("Is from the author's country.")
    if organisations & known.taken:
        return _("Somebody of the same organisation reviews it already.")
    return ""


def independent(practice: Practice, reviews: Iterable[Review]) -> bool:
    """Whether two handed-in reviews without a conflict are among them whose organisations differ from each
    other and, as their countries, from the author's (rule PR1)."""
    known = concern(practice)
    handed_in = [row for row in reviews if row.state == Review.State.DONE and row.no_conflict]
    tops = Organisation.objects.agencies(row.organisation_id for row in handed_in)
    fit = {
        tops[row.organisation_id]
        for row in handed_in
        if tops[row.organisation_id] not in known.organisations and row.country not in known.countries
    }
    return len(fit) >= WANTED
