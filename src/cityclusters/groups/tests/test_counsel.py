"""Counselling: a counsellor's folders are hers alone (HU1)."""

from datetime import timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries, Settings

from cityclusters.core.errors import NotPossible
from cityclusters.groups.counselling import acts, desk, own_data, quiet, reading, sealing
from cityclusters.groups.models import CounsellingCase, CounsellingSession, Group
from cityclusters.groups.tests.making import ended
from cityclusters.groups.tests.making_counsel import NOTE, TODAY, Browser, many, write
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person


def test_HU1_a_note_is_sealed_in_its_column(folder: CounsellingCase, trainer: Person) -> None:
    session = folder.sessions.get()
    for sealed in (session.sealed_note, session.sealed_topics, folder.sealed_label):
        assert sealed.startswith("gAAAA")
        assert "brother" not in sealed
    read = reading.read(folder, trainer)
    assert read.label.text == "R. from the loom"
    assert [(one.note.text, one.topics) for one in read.sessions] == [(NOTE, ["work"])]


def test_HU1_the_length_of_a_note_is_not_told(folder: CounsellingCase, trainer: Person) -> None:
    one, other = "Short.", "Long. " * 40
    assert len(sealing.seal("a", "b", one)) == len(sealing.seal("a", "b", other))


def test_HU1_a_row_changed_by_hand_opens_for_nobody(
    folder: CounsellingCase, trainer: Person, colleague: Person, hub: Group
) -> None:
    """Whoever can write into the database makes the colleague the counsellor, or copies a seal elsewhere."""
    CounsellingCase.objects.filter(pk=folder.pk).update(counsellor=colleague)
    changed = CounsellingCase.objects.get(pk=folder.pk)
    read = reading.read(changed, colleague)
    assert not read.label.readable
    assert not read.sessions[0].note.readable
    other = acts.open_case(hub, colleague, "Mine")
    sealed = folder.sessions.get().sealed_note
    CounsellingSession.objects.create(case=other, held_on=TODAY, minutes=5, kind="phone", sealed_note=sealed)
    assert not reading.read(other, colleague).sessions[0].note.readable


def test_HU1_only_the_counsellor_writes(
    folder: CounsellingCase, colleague: Person, newcomer: Person, officer: Person
) -> None:
    for person in (colleague, newcomer, officer):
        with pytest.raises(NotPossible):
            write(folder, person)
        with pytest.raises(NotPossible):
            acts.erase(folder, person)
    with pytest.raises(NotPossible):
        acts.open_case(folder.group, officer, "Not hers")
    assert folder.sessions.count() == 1


def test_HU1_everybody_else_finds_nothing(
    folder: CounsellingCase,
    as_person: Browser,
    colleague: Person,
    newcomer: Person,
    officer: Person,
    administrator: Person,
    data_steward: Person,
) -> None:
    session = folder.sessions.get()
    addresses = [folder.get_absolute_url(), f"/desk/s/{session.public_id}/"]
    addresses += [f"{folder.get_absolute_url()}{part}/" for part in ("name", "away")]
    for person in (colleague, newcomer, officer, administrator, data_steward):
        browser = as_person(person)
        for address in addresses:
            hidden = browser.get(address)
            absent = browser.get(address.replace(folder.public_id, "zzzzzzzzzz"))
            assert hidden.status_code == absent.status_code == 404
            assert browser.post(address, {"note": "x"}).status_code == 404


def test_HU1_her_post_is_over_and_so_is_her_reading(
    folder: CounsellingCase, as_person: Browser, trainer: Person, hub: Group
) -> None:
    hub.keepers.filter(person=trainer).update(ends=hub.today() - timedelta(days=1))
    assert as_person(trainer).get(folder.get_absolute_url()).status_code == 404
    assert as_person(trainer).get("/desk/").status_code == 404
    folder.refresh_from_db()
    with pytest.raises(NotPossible):
        write(folder, trainer)


def test_she_writes_reads_corrects_and_takes_away(hub: Group, trainer: Person, as_person: Browser) -> None:
    browser = as_person(trainer)
    answer = browser.post(f"/desk/g/{hub.public_id}/new/", {"label": "R."})
    case = CounsellingCase.objects.get()
    assert answer["Location"] == case.get_absolute_url()
    sent = {"held_on": str(hub.today()), "minutes": "45", "kind": "phone", "note": NOTE, "topics": ["law"]}
    browser.post(case.get_absolute_url(), sent)
    page = browser.get(case.get_absolute_url()).content.decode()
    assert NOTE in page
    session = case.sessions.get()
    own = f"/desk/s/{session.public_id}/"
    assert NOTE in browser.get(own).content.decode()
    browser.post(own, {**sent, "note": "Corrected."})
    assert "Corrected." in browser.get(case.get_absolute_url()).content.decode()
    assert "Take this session away?" in browser.get(f"{own}away/").content.decode()
    browser.post(f"{own}away/")
    assert not case.sessions.exists()
    browser.post(f"{case.get_absolute_url()}state/close/")
    browser.post(case.get_absolute_url(), sent)
    assert not case.sessions.exists()
    browser.post(f"{case.get_absolute_url()}state/reopen/")
    browser.post(f"{case.get_absolute_url()}name/", {"label": "Other"})
    assert "Other" in browser.get("/desk/").content.decode()
    browser.post(f"{case.get_absolute_url()}away/")
    assert not CounsellingCase.objects.exists()


def test_a_refused_form_comes_back_filled_in(
    folder: CounsellingCase, trainer: Person, as_person: Browser
) -> None:
    tomorrow = folder.group.today() + timedelta(days=2)
    sent = {"held_on": str(tomorrow), "minutes": "45", "kind": "phone", "note": "Not lost."}
    page = as_person(trainer).post(folder.get_absolute_url(), sent).content.decode()
    assert "Not lost." in page
    assert "has not come yet" in page


def test_sent_twice_it_stands_once(folder: CounsellingCase, trainer: Person, as_person: Browser) -> None:
    browser, day = as_person(trainer), str(folder.group.today())
    page = browser.get(folder.get_absolute_url()).content.decode()
    once = page.split('name="once" value="')[1].split('"')[0]
    sent = {"held_on": day, "minutes": "45", "kind": "phone", "note": "Twice.", "once": once}
    for _time in range(2):
        browser.post(folder.get_absolute_url(), sent)
    assert folder.sessions.count() == 2  # the fixture's, and this one


def test_pages_are_stored_nowhere_and_kept_in_no_draft(
    folder: CounsellingCase, trainer: Person, as_person: Browser
) -> None:
    for address in (folder.get_absolute_url(), "/desk/"):
        answer = as_person(trainer).get(address)
        assert answer["Cache-Control"].startswith("no-store")
        page = answer.content.decode()
        assert "<title>Cities Clusters</title>" in page
        assert "data-autosave" not in page
    assert 'autocomplete="off"' in page or "form" not in page


def test_without_a_key_the_room_says_aloud_that_it_is_closed(
    folder: CounsellingCase, trainer: Person, as_person: Browser, settings: Settings, officer: Person
) -> None:
    settings.NOTES_KEYS = []
    for address in ("/desk/", folder.get_absolute_url(), f"/desk/g/{folder.group.public_id}/new/"):
        answer = as_person(trainer).get(address)
        assert answer.status_code == 503
        assert "no key for notes" in answer.content.decode()
        assert as_person(officer).get(address).status_code == 404
    with pytest.raises(sealing.Closed):
        write(folder, trainer)


def test_the_key_is_turned(folder: CounsellingCase, trainer: Person, settings: Settings) -> None:
    old, new = settings.NOTES_KEYS[0], Fernet.generate_key().decode()
    settings.NOTES_KEYS = [new]
    assert not reading.read(folder, trainer).sessions[0].note.readable
    with pytest.raises(CommandError, match="none of the keys"):
        call_command("turn_notes_key", stdout=StringIO())
    settings.NOTES_KEYS = [new, old]
    sealed = folder.sessions.get().sealed_note
    call_command("turn_notes_key", "--dry-run", stdout=StringIO())
    assert folder.sessions.get().sealed_note == sealed
    call_command("turn_notes_key", stdout=StringIO())
    settings.NOTES_KEYS = [new]
    folder.refresh_from_db()
    assert reading.read(folder, trainer).sessions[0].note.text == NOTE
    settings.NOTES_KEYS = []
    with pytest.raises(CommandError, match="NOTES_KEYS"):
        call_command("turn_notes_key", stdout=StringIO())


def test_nobody_reads_in_the_journal_how_often_somebody_came(
    folder: CounsellingCase, officer: Person, administrator: Person, as_person: Browser, data_steward: Person
) -> None:
    lines = Entry.objects.filter(act__startswith="groups_counselling.")
    assert lines.count() == 2
    assert {row.subject_id for row in lines} == {folder.group.public_id}
    for person in (officer, administrator, data_steward):
        assert not Entry.objects.exclude(quiet.journal_lines(person)).filter(pk__in=lines).exists()
    page = as_person(officer).get("/journal/?act=groups_counselling.written").content.decode()
    assert folder.group.public_id not in page


def test_her_own_copy_holds_no_note(folder: CounsellingCase, trainer: Person) -> None:
    reading.read(folder, trainer)
    tables = own_data.collect(trainer)
    assert len(tables["desk_folders"]) == len(tables["desk_days"]) == 1
    assert "brother" not in str(tables)
    assert "gAAAA" not in str(tables)
    assert folder.public_id not in str(tables)


def test_the_desk_asks_the_database_as_often_with_many_folders(
    hub: Group, trainer: Person, as_person: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(hub, trainer, 12, hub.today(), ("work",))
    case = CounsellingCase.objects.all()[0]
    browser = as_person(trainer)
    for address in ("/desk/", case.get_absolute_url(), f"/desk/g/{hub.public_id}/"):
        browser.get(address)
        with django_assert_max_num_queries(20):
            assert browser.get(address).status_code == 200


def test_a_visitor_and_a_member_find_no_desk(as_person: Browser, stranger: Person, hub: Group) -> None:
    assert as_person(stranger).get("/desk/").status_code == 404
    assert as_person(None).get("/desk/")["Location"] == "/hello/"
    assert desk.of(stranger) is None


def test_a_counsellor_of_before_has_an_empty_desk(hub: Group, khiva_deputy: Person) -> None:
    ended(hub, khiva_deputy, "counsellor")
    assert desk.of(khiva_deputy) is None
