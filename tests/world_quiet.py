"""A counselling desk and lines to call, for the access table and the counts of queries.

In the group the other deputy and the focal point counsel, and the delegate manages; the folder is the other
deputy's. Officers, administrators and stewards find nothing of it."""

from typing import Any

from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.groups.counselling import acts
from cityclusters.groups.models import CaseHandover, CounsellingCase, EmergencyAccess, Group
from cityclusters.groups.tests.making import group, keep
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Service


def things(city: Organisation, focal: Person, other: Person, delegate: Person) -> dict[str, Any]:
    """The group, a folder with a session, an emergency that waits, a handover that waits; and a line."""
    assert city.place is not None
    desk = group(city.place, manager=delegate, organisation=city)
    for person in (focal, other):
        keep(desk, person, "counsellor")
    folder = acts.open_case(desk, other, "R.")
    return {
        "desk": desk,
        "folder": folder,
        "folder_session": _session(folder, other),
        "folder_asked": EmergencyAccess.objects.create(
            group=desk, counsellor=other, asked_by=delegate, reason="life", sealed_words=folder.sealed_label
        ),
        "folder_over": CaseHandover.objects.create(group=desk, before=other, after=focal, asked_by=other),
        "line": line(city),
    }


def _session(folder: CounsellingCase, by: Person) -> Any:
    day = folder.group.today()
    return acts.write_session(
        folder, by, held_on=day, minutes=30, kind="phone", note="A note", topics=["work"]
    )


def line(city: Organisation) -> Service:
    """A line of the city's country that was checked today."""
    assert city.place is not None
    return Service.objects.create(
        kind="hotline",
        names=make_texts("en", en="Helpline"),
        phones=["100"],
        country=city.place.country,
        place=city.place,
        source="The ministry",
        state="verified",
        verified_on=timezone.localdate(),
    )


def more(desk: Group, other: Person, city: Organisation) -> None:
    """One more folder with a session, and one more line."""
    _session(acts.open_case(desk, other, "S."), other)
    line(city)
