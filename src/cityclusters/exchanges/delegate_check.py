"""The dry run of a list of delegates: what each line means, and what is wrong with it. Writes nothing.

`ListCheck` loads once what all lines need; `check` then answers line by line without a query (but for near
spellings of unknown places). The same check runs again when the list is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cityclusters.exchanges.delegate_columns import bare, bare_place, language_of, sex_of
from cityclusters.exchanges.delegate_names import name_keys, same_name
from cityclusters.exchanges.delegate_places import AskedPlace, PlaceLookup
from cityclusters.exchanges.delegate_problems import Problem
from cityclusters.exchanges.models import DelegateList, DelegateRow, Registration
from cityclusters.people.matching import Matcher
from cityclusters.people.models import Organisation, Person
from cityclusters.places.countries import find_country
from cityclusters.places.folding import fold
from cityclusters.places.models import Country, Place

LEAVE = "leave"  # leave the lines of the question out
NONE = "none"  # write them without a place
NEW = "new"  # none of the known organisations
SAME_PERSON = "same"
WITHOUT = "without"  # another person: write her without the address
LIMITS = {"name": 150, "email": 254, "post": 200, "organisation": 200, "place": 200, "access": 300}


class Line(NamedTuple):
    """A line of the list: its number, its cells by field, and what is odd about a cell (see sheets.Row)."""

    number: int
    values: Mapping[str, str]
    flags: Mapping[str, str]


@dataclass(slots=True)
class Checked:
    """What a line means. `new_organisation` is the name of one that has to be created."""

    plan: str = DelegateRow.Plan.BAD
    problems: list[Problem] = field(default_factory=list)
    place: Place | None = None
    organisation: Organisation | None = None
    new_organisation: str = ""
    person: Person | None = None
    registration: Registration | None = None
    email: str = ""
    why: str = ""

    def add(
        self,
        field_name: str,
        code: str,
        *,
        blocks: bool = True,
        params: Mapping[str, Any] | None = None,
        key: str = "",
        choices: Sequence[str] = (),
    ) -> None:
        """Remembers a problem; `key` makes it a question with `choices`."""
        problem = Problem(
            field=field_name,
            code=code,
            blocks=blocks,
            params=dict(params or {}),
            key=key,
            choices=list(choices),
        )
        self.problems.append(problem)

    @property
    def blocked(self) -> bool:
        """Whether the line can't be written as it is."""
        return any(problem["blocks"] for problem in self.problems)


def in_chunks(keys: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """The keys in pieces that one query can take."""
    return (keys[start : start + size] for start in range(0, len(keys), size))


@cache
def _country_code(text: str) -> str:
    return find_country(text)


class ListCheck:
    """The check of one list against what is known now.

    `whole` says that the lines are the whole list, so that a person who stands in it twice is found."""

    def __init__(self, delegates: DelegateList, lines: Sequence[Line], *, whole: bool = True) -> None:
        self.delegates = delegates
        self.decisions: dict[str, str] = delegates.decisions
        self.default_country = delegates.country_id or ""
        self.countries = set(Country.objects.values_list("code", flat=True))
        self.places = PlaceLookup(self._asked_places(lines))
        self._chosen = Place.objects.filter(public_id__in=self.decisions.values()).in_bulk(
            field_name="public_id"
        )
        self.matcher = self._matcher(lines)
        self.registrations = {row.person_id: row for row in delegates.exchange.registrations.all()}
        self._whole = whole
        self._emails: dict[str, tuple[int, str]] = {}
        self._people: dict[tuple[object, str], int] = {}
        self._near: dict[str, list[str]] = {}

    def asked_place(self, line: Line) -> AskedPlace:
        """The place as the line names it."""
        code = _country_code(line.values.get("country", ""))
        return AskedPlace(line.values.get("place", ""), line.values.get("province", ""), code)

    def _asked_places(self, lines: Sequence[Line]) -> Iterator[AskedPlace]:
        """All names of places in the list, also those that stand in the names of organisations."""
        for line in lines:
            asked = self.asked_place(line)
            named = asked.text or bare_place(line.values.get("organisation", ""))
            if named:
                yield asked._replace(text=named)

    def _matcher(self, lines: Sequence[Line]) -> Matcher:
        """Who and what is known: by mandates, and by registrations for any exchange."""
        matcher = Matcher(
            emails=[line.values.get("email", "") for line in lines],
            organisations={line.values.get("organisation", "") for line in lines},
            places=[*self.places.loaded(), *self._chosen.values()],
        )
        no_place: list[Place | None] = [None]
        named = {(line.values.get("organisation", ""), self.asked_place(line)) for line in lines}
        known = {
            organisation.pk
            for text, asked in named
            for place in self.places.find(asked, self.default_country) or no_place
            for organisation in matcher.organisations(text, place, self.delegates.kind)
        }
        for keys in in_chunks(sorted(known)):
            seats = Registration.objects.filter(organisation__in=keys).select_related("person")
            for seat in seats.order_by("pk"):
                matcher.add(seat.person, seat.organisation_id)
        return matcher

    def check(self, line: Line) -> Checked:
        """What the line means; asks the database only for near spellings of unknown places."""
        found = Checked()
        self._cells(line, found)
        self._place(line, found)
        self._organisation(line, found)
        self._person(line, found)
        if self._whole:
            self._repeated(line, found)
        if not found.blocked:
            found.plan = self._plan(found)
        return found

    def _cells(self, line: Line, found: Checked) -> None:
        """What can be said of each cell alone."""
        for name, flag in line.flags.items():
            if flag != "hidden":
                found.add(name, flag)
        for name, limit in LIMITS.items():
            if len(line.values.get(name, "")) > limit and name not in line.flags:
                found.add(name, "long")
        name = line.values.get("name", "")
        if "name" not in line.flags and not any(letter.isalpha() for letter in name):
            found.add("name", "name_odd" if name else "name_missing")
        self._email(line, found)
        self._coded(line, found)

    def _email(self, line: Line, found: Checked) -> None:
        email = line.values.get("email", "").strip().strip("<>").removeprefix("mailto:").lower()
        if not email or "email" in line.flags or email in {"-", "–", "—"}:
            return
        try:
            validate_email(email)
        except ValidationError:
            found.add("email", "email_bad")
            return
        found.email = email

    def _coded(self, line: Line, found: Checked) -> None:
        """Country, post, sex and language."""
        country = line.values.get("country", "")
        if country and _country_code(country) not in self.countries:
            found.add("country", "country_unknown")
        if line.values.get("post") == "" and "post" not in line.flags:
            found.add("post", "post_missing", blocks=False)
        if sex_of(line.values.get("sex", "")) is None:
            found.add("sex", "sex_unclear", blocks=False)
        if language_of(line.values.get("language", "")) is None:
            found.add("language", "language_unclear", blocks=False)

    def _place(self, line: Line, found: Checked) -> None:
        """The place that is meant: by its name, or as the officer decided."""
        asked = self.asked_place(line)
        if not asked.text and "place" not in line.flags:
            found.place = self._place_in_organisation(line, asked)
        if not asked.text or "place" in line.flags:
            return
        decided = self.decisions.get(f"line|{line.number}|place") or self.decisions.get(asked.key, "")
        if decided in {NONE, *self._chosen}:
            found.place = self._chosen.get(decided)
            return
        key = "" if decided == LEAVE else asked.key
        places = self.places.find(asked, self.default_country)
        if len(places) == 1:
            found.place = places[0]
        elif places:
            choices = [place.public_id for place in places[:30]]
            found.add("place", "place_several", key=key, choices=choices)
        elif asked.key not in self._near:
            near = self.places.near(asked, self.default_country)
            self._near[asked.key] = [place.public_id for place in near]
        if not places:
            found.add("place", "place_unknown", key=key, choices=self._near[asked.key])

    def _place_in_organisation(self, line: Line, asked: AskedPlace) -> Place | None:
        """The one place that an organisation carries in its name: 'Municipality of Khiva'."""
        named = bare_place(line.values.get("organisation", ""))
        places = self.places.find(asked._replace(text=named), self.default_country) if named else []
        return places[0] if len(places) == 1 else None

    def _is_the_city(self, text: str, place: Place | None) -> bool:
        """Whether an organisation's text names no more than the city's own administration."""
        if place is None or self.delegates.kind != Organisation.Kind.LOCAL:
            return False
        rest = bare(text)
        return not rest or self.places.is_called(place, rest)

    def _organisation(self, line: Line, found: Checked) -> None:
        """A known organisation, or the name of a new one; the local authority where only a place is named."""
        text = line.values.get("organisation", "")
        if "organisation" in line.flags:
            return
        if not text and found.place is None:
            if not any(problem["field"] == "place" for problem in found.problems):
                found.add("organisation", "organisation_missing")
            return
        rows = self.matcher.organisations(text, found.place, self.delegates.kind)
        if not rows and self._is_the_city(text, found.place):
            rows = self.matcher.organisations("", found.place, self.delegates.kind)
        key = f"organisation|{fold(text)}|{found.place.public_id if found.place else ''}"
        decided = self.decisions.get(key, "")
        chosen = next((row for row in rows if row.public_id == decided), None)
        if len(rows) == 1 or chosen is not None:
            found.organisation = chosen or rows[0]
        elif len(rows) > 1 and decided != NEW:
            choices = [row.public_id for row in rows[:30]]
            found.add("organisation", "organisation_several", key=key, choices=choices)
        else:
            found.new_organisation = text or (found.place.name if found.place else "")

    def _person(self, line: Line, found: Checked) -> None:
        """Somebody known: by the address, else by name in the organisation."""
        name = line.values.get("name", "")
        key = f"line|{line.number}|email"
        decided = self.decisions.get(key, "")
        if decided == WITHOUT:
            found.email = ""
        person = self.matcher.person(found.email, name, found.organisation)
        if person is None:
            return
        found.person = person
        found.why = "email" if found.email and person.email == found.email else "name"
        if not person.is_active:
            found.add("email", "person_blocked")
        elif found.why == "email" and not same_name(name, person.name):
            if decided == SAME_PERSON:
                found.why = "decided"
                return
            params = {"name": person.name}
            found.add("email", "email_taken", key=key, choices=[SAME_PERSON, WITHOUT], params=params)

    def _repeated(self, line: Line, found: Checked) -> None:
        """The same person in an earlier line, or the same address with another name."""
        name = line.values.get("name", "")
        where: object = found.organisation.pk if found.organisation else fold(found.new_organisation)
        keys = [(where, key) for key in name_keys(name)]
        earlier = self._emails.get(found.email) if found.email else None
        if earlier and not same_name(name, earlier[1]):
            key = f"line|{line.number}|email"
            params = {"line": earlier[0], "name": earlier[1]}
            found.add("email", "email_shared", key=key, choices=[WITHOUT], params=params)
            return
        again = earlier[0] if earlier else self._same_name_line(keys, found)
        if again:
            found.add("name", "repeated", params={"line": again})
            return
        if found.email:
            self._emails[found.email] = (line.number, name)
        for person_key in keys:
            self._people.setdefault(person_key, line.number)

    def _same_name_line(self, keys: Sequence[tuple[object, str]], found: Checked) -> int:
        """An earlier line with the name and the organisation; two addresses mean two people."""
        lines = {self._people[key] for key in keys if key in self._people}
        addressed = {number: email for email, (number, _name) in self._emails.items()} if lines else {}
        return next((number for number in sorted(lines) if not (found.email and addressed.get(number))), 0)

    def _plan(self, found: Checked) -> str:
        if found.person is None:
            return DelegateRow.Plan.CREATE
        found.registration = self.registrations.get(found.person.pk)
        if found.registration is None or found.registration.state == Registration.State.INVITED:
            return DelegateRow.Plan.MATCH
        if found.registration.state in {Registration.State.CANCELLED, Registration.State.DECLINED}:
            found.add("name", "cancelled", blocks=False)
        return DelegateRow.Plan.SAME
