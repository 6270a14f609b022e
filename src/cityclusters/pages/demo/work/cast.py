"""Who works in the demo's groups and projects, by role."""

from typing import NamedTuple

from cityclusters.pages.demo.records import give_post, person
from cityclusters.people.models import Organisation, Person


class Role(NamedTuple):
    """Address, name, language, zone and sex of somebody; the organisation in which she has a post, '' for
    none, and whether she may act for it."""

    address: str
    name: str
    language: str
    zone: str
    sex: str = ""
    organisation: str = ""
    may_act: bool = False


ROLES = {
    "dodowa": Role(
        "facilitator@dodowa", "Facilitator of the Dodowa cluster", "en", "Africa/Accra", "female",
        "dodowa-mango", True,
    ),
    "wacomp": Role("coordinator@wacomp", "Coordinator in Ghana", "en", "Africa/Accra", "male", "unido", True),
    "tahadi": Role(
        "manager@tahadi", "Manager of the cooperative Tahadi", "fr", "Africa/Tunis", "female", "tahadi", True
    ),
    "counsellor": Role("counsellor@amman", "Counsellor of the hub", "ar", "Asia/Amman", "female"),
    "participant": Role("participant@amman", "Participant of the hub", "ar", "Asia/Amman", "female"),
    "weavers": Role(
        "weavers@cajabamba", "Facilitator of the weavers of Cajabamba", "es", "America/Lima", "female",
        "cajabamba",
    ),
    "justa": Role(
        "justa@undp-peru", "Coordinator of Project Justa", "es", "America/Lima", "female", "undp-peru", True
    ),
}  # fmt: skip


def make_cast(organisations: dict[str, Organisation], officer: Person) -> dict[str, Person]:
    """They stand in the demo's list of people to sign in as."""
    made = {}
    for key, role in ROLES.items():
        who = person(role.address, role.name, language=role.language, zone=role.zone, sex=role.sex)
        if role.organisation:
            give_post(who, organisations[role.organisation], role.name, officer, may_act=role.may_act)
        made[key] = who
    return made
