"""A folder opened in an emergency: by two people, for some hours, and everybody concerned is told (HU1)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.groups.counselling import acts, emergency, reading, waiting
from cityclusters.groups.models import CounsellingCase, CounsellingReading, EmergencyAccess, Group
from cityclusters.groups.tests.making_counsel import NOTE, Browser
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person


def test_HU1_an_emergency_needs_a_second_person(
    folder: CounsellingCase, trainer: Person, newcomer: Person, data_steward: Person, hub: Group
) -> None:
    access = emergency.ask(hub, trainer, newcomer, reason="life", words="He waits at her door.")
    assert emergency.labels(access, newcomer) == []
    for person in (newcomer, trainer):
        with pytest.raises(NotPossible):
            emergency.decide(access, person, allow=True)
    with pytest.raises(NotPossible):
        emergency.choose(access, newcomer, folder.public_id)
    emergency.decide(access, data_steward, allow=True)
    assert [case.label.text for case in emergency.labels(access, newcomer)] == ["R. from the loom"]
    assert emergency.labels(access, data_steward) == []
    emergency.choose(access, newcomer, folder.public_id)
    opened = emergency.opened(access, newcomer)
    assert opened is not None
    assert opened.sessions[0].note.text == NOTE
    assert emergency.opened(access, data_steward) is None
    with pytest.raises(NotPossible):
        emergency.decide(access, data_steward, allow=False)


def test_HU1_nobody_decides_her_own_request_in_the_database_either(
    folder: CounsellingCase, trainer: Person, newcomer: Person
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyAccess.objects.create(
            group=folder.group, counsellor=trainer, asked_by=newcomer, decided_by=newcomer, reason="life"
        )


def test_HU1_an_emergency_ends_with_its_hours_and_opens_one_folder(
    folder: CounsellingCase, trainer: Person, newcomer: Person, data_steward: Person, hub: Group
) -> None:
    second = acts.open_case(hub, trainer, "Somebody else")
    access = emergency.ask(hub, trainer, newcomer, reason="life", words="Now.")
    emergency.decide(access, data_steward, allow=True)
    emergency.choose(access, newcomer, folder.public_id)
    with pytest.raises(NotPossible):
        emergency.choose(access, newcomer, second.public_id)
    EmergencyAccess.objects.update(until=timezone.now() - timedelta(minutes=1))
    access.refresh_from_db()
    assert emergency.opened(access, newcomer) is None
    with pytest.raises(NotPossible):
        emergency.choose(access, newcomer, folder.public_id)


def test_HU1_the_counsellor_and_the_data_steward_are_told(
    folder: CounsellingCase, trainer: Person, newcomer: Person, data_steward: Person, hub: Group
) -> None:
    access = emergency.ask(hub, trainer, newcomer, reason="absent", words="She is on a journey.")
    emergency.decide(access, data_steward, allow=True)
    emergency.choose(access, newcomer, folder.public_id)
    to_counsellor = Letter.objects.filter(person=trainer)
    assert to_counsellor.count() == 3
    assert Letter.objects.filter(person=data_steward).count() == 2  # what she decided herself she knows
    for letter in Letter.objects.filter(key__startswith="desk:"):
        assert letter.subject == "Something new on your desk"
        assert "journey" not in letter.body
        assert hub.label not in letter.body
    acts_done = list(Entry.objects.filter(act__startswith="groups_counselling.emergency_"))
    assert len(acts_done) == 3
    assert all("journey" not in str(row.details) for row in acts_done)


def test_SA7_reading_is_shown_to_the_data_steward(
    folder: CounsellingCase,
    trainer: Person,
    newcomer: Person,
    data_steward: Person,
    hub: Group,
    as_person: Browser,
    administrator: Person,
) -> None:
    reading.read(folder, trainer)
    reading.read(folder, trainer)
    access = emergency.ask(hub, trainer, newcomer, reason="life", words="Now.")
    emergency.decide(access, data_steward, allow=True)
    emergency.choose(access, newcomer, folder.public_id)
    as_person(newcomer).get(access.get_absolute_url())
    assert CounsellingReading.objects.count() == 2
    page = as_person(data_steward).get("/desk/reads/").content.decode()
    assert folder.public_id in page
    assert str(newcomer) in page
    assert NOTE not in page
    for person in (newcomer, trainer, administrator):
        assert as_person(person).get("/desk/reads/").status_code == 404


def test_an_emergency_is_walked_in_pages(
    folder: CounsellingCase,
    trainer: Person,
    newcomer: Person,
    data_steward: Person,
    hub: Group,
    as_person: Browser,
    officer: Person,
) -> None:
    asking = {"counsellor": trainer.public_id, "reason": "life", "words": "He waits at her door."}
    assert as_person(officer).get(f"/desk/g/{hub.public_id}/ask/").status_code == 404
    as_person(newcomer).post(f"/desk/g/{hub.public_id}/ask/", asking)
    access = EmergencyAccess.objects.get()
    own = access.get_absolute_url()
    assert "Waits for a decision" in as_person(newcomer).get(own).content.decode()
    assert as_person(officer).get(own).status_code == 404
    assert as_person(newcomer).post(f"{own}answer/", {"answer": "yes"}).status_code == 404
    assert waiting.items(data_steward)[0].light == "red"
    assert "He waits at her door." in as_person(data_steward).get(own).content.decode()
    as_person(data_steward).post(f"{own}answer/", {"answer": "yes"})
    assert "R. from the loom" in as_person(newcomer).get(own).content.decode()
    assert as_person(data_steward).post(f"{own}choice/", {"folder": folder.public_id}).status_code == 404
    as_person(newcomer).post(f"{own}choice/", {"folder": folder.public_id})
    assert NOTE in as_person(newcomer).get(own).content.decode()
    assert NOTE not in as_person(data_steward).get(own).content.decode()
    assert own in as_person(trainer).get("/desk/").content.decode()


def test_an_emergency_is_not_asked_without_ground(
    folder: CounsellingCase,
    trainer: Person,
    newcomer: Person,
    colleague: Person,
    hub: Group,
    stranger: Person,
) -> None:
    with pytest.raises(NotPossible, match="Nobody is there to decide"):
        emergency.ask(hub, trainer, newcomer, reason="life", words="Now.")
    with pytest.raises(NotPossible, match="your own"):
        emergency.ask(hub, trainer, trainer, reason="life", words="Now.")
    with pytest.raises(NotPossible, match="no cases"):
        emergency.ask(hub, colleague, newcomer, reason="life", words="Now.")
    with pytest.raises(NotPossible, match="Only managers"):
        emergency.ask(hub, trainer, stranger, reason="life", words="Now.")
