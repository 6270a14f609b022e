"""Folders that go from one counsellor to the next."""

import pytest

from cityclusters.core.errors import NotPossible
from cityclusters.groups.counselling import handover, reading, waiting
from cityclusters.groups.models import CaseHandover, CounsellingCase, Group
from cityclusters.groups.tests.making import keep
from cityclusters.groups.tests.making_counsel import NOTE, Browser
from cityclusters.people.models import Person


def test_folders_go_to_the_next_counsellor(
    folder: CounsellingCase, trainer: Person, colleague: Person, hub: Group, as_person: Browser
) -> None:
    asking = {"before": trainer.public_id, "after": colleague.public_id}
    as_person(trainer).post(f"/desk/g/{hub.public_id}/over/", asking)
    row = CaseHandover.objects.get()
    assert as_person(trainer).post(f"/desk/h/{row.public_id}/", {"answer": "yes"}).status_code == 404
    assert waiting.items(colleague)[0].light == "yellow"
    as_person(colleague).post(f"/desk/h/{row.public_id}/", {"answer": "yes"})
    folder.refresh_from_db()
    assert folder.counsellor == colleague
    assert reading.read(folder, colleague).sessions[0].note.text == NOTE
    assert as_person(trainer).get(folder.get_absolute_url()).status_code == 404


def test_the_folders_of_a_counsellor_who_has_gone_need_two_people(
    folder: CounsellingCase,
    trainer: Person,
    colleague: Person,
    newcomer: Person,
    data_steward: Person,
    hub: Group,
) -> None:
    with pytest.raises(NotPossible, match="still there"):
        handover.ask(hub, trainer, colleague, newcomer)
    hub.keepers.filter(person=trainer).delete()
    hub.refresh_from_db()
    keep(hub, newcomer, "counsellor")  # a manager who names herself gets nothing by it
    hub = Group.objects.get(pk=hub.pk)
    with pytest.raises(NotPossible, match="yourself"):
        handover.ask(hub, trainer, newcomer, newcomer)
    row = handover.ask(hub, trainer, colleague, newcomer)
    for person in (newcomer, colleague):
        with pytest.raises(NotPossible):
            handover.answer(row, person, accept=True)
    handover.answer(row, data_steward, accept=True)
    folder.refresh_from_db()
    assert folder.counsellor == colleague
    assert reading.read(folder, colleague).sessions[0].note.text == NOTE


def test_a_no_leaves_the_folders_where_they_are(
    folder: CounsellingCase, trainer: Person, colleague: Person, hub: Group, stranger: Person
) -> None:
    with pytest.raises(NotPossible):
        handover.ask(hub, trainer, stranger, trainer)
    row = handover.ask(hub, trainer, colleague, trainer, folder)
    with pytest.raises(NotPossible, match="waits for an answer"):
        handover.ask(hub, trainer, colleague, trainer)
    handover.answer(row, colleague, accept=False)
    folder.refresh_from_db()
    assert folder.counsellor == trainer
