"""Recognising people and organisations that a list names in its own spelling.

`Matcher` loads once what a whole list needs (a handful of queries for 5,000 rows); the two functions answer
for a single name. Nothing is guessed: where two fit, both are given and somebody chooses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cityclusters.people.models import Mandate, Organisation, OrganisationName, Person
from cityclusters.people.models.organisation import spellings
from cityclusters.places import folding
from cityclusters.places.models import Place

CHUNK = 500  # keys in one query: databases limit the number of parameters


def _chunks(keys: Iterable[object]) -> Iterator[list[object]]:
    rows = list(dict.fromkeys(keys))
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _address(email: str | None) -> str:
    return (email or "").strip().lower()


def name_forms(name: str) -> frozenset[str]:
    """The folded spellings of a person's name with their words in alphabetical order, because lists write
    the family name first or last: 'Каримов Алишер' and 'Alisher Karimov' share one."""
    return frozenset(" ".join(sorted(form.split())) for form in folding.spellings(name))


class Matcher:
    """What a list of people needs to recognise those who are known already.

    Give it all the e-mail addresses, organisation names and places that stand in the list; then ask for
    each row, without a query. Upper apps add what they know beyond mandates by `add`, and the organisations
    and people that they create on the way by `add_organisation` and `add`."""

    def __init__(
        self,
        *,
        emails: Iterable[str] = (),
        organisations: Iterable[str] = (),
        places: Iterable[Place] = (),
    ) -> None:
        self._by_email: dict[str, Person] = {}
        self._by_name: dict[tuple[int, str], dict[int, Person]] = defaultdict(dict)
        self._spelled: dict[str, dict[int, Organisation]] = defaultdict(dict)
        self._of_place: dict[tuple[int, str], dict[int, Organisation]] = defaultdict(dict)
        self._load_emails(emails)
        self._load_organisations(organisations, places)
        self._load_posts()

    def _load_emails(self, emails: Iterable[str]) -> None:
        for keys in _chunks(filter(None, map(_address, emails))):
            for person in Person.objects.filter(email__in=keys):
                self._by_email[_address(person.email)] = person

    def _load_organisations(self, texts: Iterable[str], places: Iterable[Place]) -> None:
        known = Organisation.objects.exclude(state__in=["merged", "rejected"]).select_related("place")
        for keys in _chunks(form for text in dict.fromkeys(texts) for form in spellings(text)):
            for name in OrganisationName.objects.filter(folded__in=keys).values("organisation_id", "folded"):
                self._spelled[name["folded"]][name["organisation_id"]] = Organisation()
        wanted = {key for found in self._spelled.values() for key in found}
        rows: dict[int, Organisation] = {}
        for keys in _chunks(wanted):
            rows |= {row.pk: row for row in known.filter(pk__in=keys)}
        for form, found in self._spelled.items():
            self._spelled[form] = {key: rows[key] for key in found if key in rows}
        for keys in _chunks(place.pk for place in places):
            for row in known.filter(place__in=keys):
                self.add_organisation(row)

    def _load_posts(self) -> None:
        loaded = {key for found in self._spelled.values() for key in found}
        loaded |= {key for found in self._of_place.values() for key in found}
        for keys in _chunks(loaded):
            posts = Mandate.objects.filter(organisation__in=keys).exclude(state="refused")
            for post in posts.select_related("person"):
                self.add(post.person, post.organisation_id)

    def add(self, person: Person, organisation: int | None = None) -> None:
        """Remembers the person, and the key of an organisation that she is known to belong to."""
        if person.email:
            self._by_email[_address(person.email)] = person
        if organisation is not None:
            for form in name_forms(person.name):
                self._by_name[(organisation, form)][person.pk] = person

    def add_organisation(self, organisation: Organisation) -> None:
        """Remembers an organisation under its names and its place."""
        for key, text in organisation.names.items():
            for form in spellings(text) if key != "_" else ():
                self._spelled[form][organisation.pk] = organisation
        if organisation.place_id is not None and organisation.parent_id is None:
            self._of_place[(organisation.place_id, organisation.kind)][organisation.pk] = organisation

    def person(self, email: str, name: str, organisation: Organisation | None = None) -> Person | None:
        """The person with the address; else the only one of that name in the organisation, unless she is
        known under another address (two people may share a name). None where nobody is certain."""
        address = _address(email)
        if address in self._by_email:
            return self._by_email[address]
        found: dict[int, Person] = {}
        if organisation is not None:
            for form in name_forms(name):
                found |= self._by_name.get((organisation.pk, form), {})
        rest = [row for row in found.values() if not (address and row.email)]
        return rest[0] if len(rest) == 1 else None

    def organisations(
        self, text: str, place: Place | None = None, kind: str = Organisation.Kind.LOCAL
    ) -> list[Organisation]:
        """The organisations of that name, those of the place first and alone where there are any; without
        a name (or with the place's own name) those of the kind in the place. Verified ones first."""
        found: dict[int, Organisation] = {}
        for form in spellings(text):
            found |= self._spelled.get(form, {})
        rows = list(found.values())
        if place is not None:
            here = [row for row in rows if row.place_id == place.pk]
            rows = here or rows
            if not rows and (not text.strip() or folding.fold(text) == folding.fold(place.name)):
                rows = list(self._of_place.get((place.pk, kind), {}).values())
        return sorted(rows, key=lambda row: (row.state != Organisation.State.VERIFIED, row.pk))


def find_organisation(
    text: str, place: Place | None = None, kind: str = Organisation.Kind.LOCAL
) -> list[Organisation]:
    """The organisations that the text may mean; by place and kind where the text is empty."""
    matcher = Matcher(organisations=[text], places=[place] if place else [])
    return matcher.organisations(text, place, kind)


def find_person(email: str, name: str, organisation: Organisation | None = None) -> Person | None:
    """The person with the address, else the only one of that name in the organisation; see `Matcher`."""
    matcher = Matcher(emails=[email])
    if organisation is not None:
        for post in organisation.mandates.exclude(state="refused").select_related("person"):
            matcher.add(post.person, organisation.pk)
    return matcher.person(email, name, organisation)
