"""Reading the demo's data files, and the organisations and people in them."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Mandate, Organisation, Person, RoleGrant
from cityclusters.places.models import Place
from cityclusters.spaces.models import Membership, Space

DATA = Path(__file__).parent / "data"
SINCE = "2020-01-01"


@cache
def read(name: str) -> list[dict[str, Any]]:
    """The list in data/<name>.json."""
    rows: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def texts(values: dict[str, str] | None) -> dict[str, str]:
    """The stored form of texts in several languages; the first one is the original."""
    return make_texts(next(iter(values)), **values) if values else {}


def place(known: int | str | None) -> Place | None:
    """The place with that number in the gazetteer, or of that name in our own list; None where the gazetteer
    was loaded without it."""
    if isinstance(known, str):
        return Place.objects.filter(name=known, geoname_id=None).first()
    return Place.objects.filter(geoname_id=known).first() if known else None


def make_organisations() -> dict[str, Organisation]:
    """The organisations that the texts name, as a tree, by key."""
    made: dict[str, Organisation] = {}
    for row in read("organisations"):
        about = {field: texts(row.get(field)) for field in ("about", "services", "hours", "eligibility")}
        organisation = Organisation(
            names=texts(row["names"]),
            kind=row["kind"],
            parent=made.get(row.get("parent", "")),
            place=place(row.get("place")),
            state=Organisation.State.VERIFIED,
            **about,
        )
        organisation.save()
        made[row["key"]] = organisation
    return made


def make_cities() -> list[tuple[Organisation, str]]:
    """The 35 cities of the training, each with its English name."""
    made = []
    for row in read("uzbek_cities"):
        names = make_texts(
            "uz", uz=f"{row['name']} shahar hokimligi", en=f"City administration of {row['english']}"
        )
        organisation = Organisation(
            names=names,
            kind=Organisation.Kind.LOCAL,
            place=place(row["place"]),
            state=Organisation.State.VERIFIED,
        )
        organisation.save()
        made.append((organisation, row["english"]))
    return made


def person(address: str, name: str, **fields: Any) -> Person:
    """Somebody known by role, who signs in with <address>.example."""
    known = Person.objects.filter(email=f"{address}.example").first()
    return known or Person.objects.create_user(email=f"{address}.example", name=name, **fields)


def give_post(who: Person, organisation: Organisation, post: str, by: Person, may_act: bool = True) -> None:
    """A confirmed mandate since 2020."""
    Mandate.objects.create(
        person=who,
        organisation=organisation,
        post=post,
        may_act=may_act,
        start=SINCE,
        state=Mandate.State.CONFIRMED,
        decided_by=by,
    )


def make_team(organisations: dict[str, Organisation]) -> dict[str, Person]:
    """The programme team of three, a data steward, a steward, a hub manager and a newcomer."""
    zone, unossc = "America/New_York", organisations["unossc"]
    team = {
        "officer": person("officer@programme", "Programme officer", zone=zone, language="en"),
        "second": person("second.officer@programme", "Second programme officer", zone=zone, language="fr"),
        "administrator": person("administrator@programme", "Administrator of the platform", zone=zone),
        "data_steward": person("data.steward@programme", "Data steward", zone=zone),
        "steward": person("steward@programme", "Steward of the e-commerce space", zone="Asia/Shanghai"),
        "hub": person(
            "hub.manager@amman", "Manager of the Creative Women Hub", zone="Asia/Amman", language="ar"
        ),
        "newcomer": person("newcomer@mail", "Newcomer without a post", language="es", zone="America/Lima"),
    }
    roles = {"officer": "officer", "second": "officer", "administrator": "administrator"}
    for key, role in {**roles, "data_steward": "data_steward"}.items():
        RoleGrant.objects.get_or_create(person=team[key], role=role, ended_at=None)
        give_post(team[key], unossc, team[key].name, team["officer"], may_act=key == "officer")
    give_post(team["hub"], organisations["hub"], "Manager", team["officer"])
    for space in Space.objects.filter(slug__in=["e-commerce", "covid-19"]):
        Membership.objects.create(space=space, person=team["steward"], role=Membership.Role.STEWARD)
    return team


def join_spaces(people: Sequence[Person]) -> None:
    """Two spaces for each, in turn: no statement about what these cities care for."""
    spaces = list(Space.objects.order_by("pk"))
    Membership.objects.bulk_create(
        Membership(space=spaces[(number + step) % len(spaces)], person=person)
        for number, person in enumerate(people)
        for step in (0, 2)
    )
