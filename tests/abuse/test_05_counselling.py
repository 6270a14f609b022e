"""Abuse 5: a counsellor's note is nowhere but in its column, and unreadable there (rule HU1).

A sentence is planted as a note, a label and the words of an emergency; then it is looked for in the whole
database, in all files of the site, in the log, and in every page and file that others get."""

import base64
import json
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.groups.counselling import acts, counts, emergency, handover, jobs
from cityclusters.groups.models import CounsellingCase, CounsellingSession, EmergencyAccess, Group
from cityclusters.groups.tests.making import group, keep
from cityclusters.journal import jobs as regular
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person, RoleGrant
from cityclusters.people.personal_data import archive
from cityclusters.places.models import Place
from cityclusters.search.indexing import rebuild
from tests.test_access import ROWS
from tests.world import World

Browser = Callable[[Person | None], Client]
WORD = "Quetzaltenango"  # a word that stands in no list and no other test
NOTE = f"She lives with her aunt in {WORD} and told nobody."
LABEL = f"The one from {WORD}"
OPEN_WORD = "Huehuetenango"  # written where everybody reads it: what looks for one must find the other


@pytest.fixture
def hub(amman: Place, trainer: Person, newcomer: Person) -> Group:
    """The trainer counsels, the newcomer manages; its purpose holds the open word."""
    made = group(amman, manager=newcomer, purpose={"_": "en", "en": f"A hub like that of {OPEN_WORD}."})
    keep(made, trainer, "counsellor")
    return made


@pytest.fixture
def steward_of_data(db: None) -> Person:
    person = Person.objects.create_user(email="data@programme.example", name="Data steward", language="en")
    RoleGrant.grant(person, RoleGrant.Role.DATA_STEWARD, None)
    return person


def _plant(hub: Group, counsellor: Person, manager: Person, steward: Person, as_person: Browser) -> None:
    """Everything that can be typed at the desk, by hand: written, refused, corrected, asked, opened."""
    browser, day = as_person(counsellor), str(hub.today())
    browser.post(f"/desk/g/{hub.public_id}/new/", {"label": LABEL})
    case = CounsellingCase.objects.get(counsellor=counsellor, group=hub)
    own = case.get_absolute_url()
    sent = {"held_on": day, "minutes": "50", "kind": "person", "note": NOTE, "topics": ["violence"]}
    assert browser.post(own, {**sent, "minutes": "none"}).status_code == 200  # refused, and shown again
    browser.post(own, sent)
    session = case.sessions.get()
    browser.post(f"/desk/s/{session.public_id}/", {**sent, "note": f"{NOTE} And more."})
    assert NOTE in browser.get(own).content.decode()
    asking = {"counsellor": counsellor.public_id, "reason": "life", "words": f"He went to {WORD}."}
    as_person(manager).post(f"/desk/g/{hub.public_id}/ask/", asking)
    access = EmergencyAccess.objects.get()
    emergency.decide(access, steward, allow=True)
    as_person(manager).post(f"{access.get_absolute_url()}choice/", {"folder": case.public_id})
    assert WORD in as_person(manager).get(access.get_absolute_url()).content.decode()


def _forms_of(word: str) -> list[bytes]:
    """The word as bytes: in two encodings, as JSON, and as base64 at each of its three beginnings."""
    plain = word.encode()
    coded = [base64.b64encode(b" " * at + plain)[4 if at else 0 : -4] for at in range(3)]
    return [plain, plain.lower(), word.encode("utf-16-le"), json.dumps(word).strip('"').encode(), *coded]


def _holds(data: bytes, word: str) -> bool:
    return any(form in data for form in _forms_of(word))


def _dump() -> Iterator[tuple[str, bytes]]:
    """Each table with all that stands in it, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield table, repr(cursor.fetchall()).encode()


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All files of the site: the embedded database with its journal of writes, mail, uploads, the cache."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_HU1_the_planted_sentence_is_in_no_dump_no_file_and_no_log(
    hub: Group,
    trainer: Person,
    newcomer: Person,
    steward_of_data: Person,
    as_person: Browser,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for logger in ("", "django", "django.db.backends"):
        caplog.set_level(logging.DEBUG, logger=logger)
    connection.force_debug_cursor = True
    try:
        _plant(hub, trainer, newcomer, steward_of_data, as_person)
        call_command("turn_notes_key")
        rebuild(lambda done, total: None)
        jobs.count_and_erase()
        regular.run_due(steward_of_data.created_at + timedelta(days=1))
    finally:
        connection.force_debug_cursor = False
    dump = dict(_dump())
    assert [table for table, data in dump.items() if _holds(data, WORD)] == []
    assert any(_holds(data, OPEN_WORD) for data in dump.values())
    sealed = CounsellingSession.objects.get().sealed_note
    assert sealed.encode() in dump["groups_counsellingsession"]
    files = dict(_files(settings.DATA))
    assert [path for path, data in files.items() if _holds(data, WORD)] == []
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        beside = [Path(name + end) for end in ("", "-wal", "-shm") if Path(name + end).exists()]
        assert any(_holds(path.read_bytes(), OPEN_WORD) for path in beside)
        assert not any(_holds(path.read_bytes(), WORD) for path in beside)
    assert "INSERT INTO" in caplog.text  # the statements are in it, with what they write
    assert WORD not in caplog.text


@pytest.mark.page
def test_HU1_the_planted_sentence_is_on_no_page_and_in_no_export_of_others(
    world: World, as_person: Browser
) -> None:
    """Every address that an officer, an administrator or the manager's colleague gets, to its last byte."""
    folder, counsellor = world.things["folder"], world.people["other"]
    assert counsellor is not None
    acts.rename(folder, counsellor, LABEL)
    acts.write_session(
        folder, counsellor, held_on=folder.group.today(), minutes=50, kind="person", note=NOTE, topics=[]
    )
    rebuild(lambda done, total: None)
    got = 0
    for role in ("officer", "administrator", "delegate"):
        browser = as_person(world.people[role])
        for row in ROWS:
            answer = browser.get(row.address(world))
            got += answer.status_code == 200
            assert not _holds(answer.getvalue(), WORD), (role, row)
        for address in (f"/search/?q={WORD}", f"/api/practices.json?q={WORD}", "/journal/?format=csv"):
            assert not _holds(browser.get(address).getvalue(), NOTE), (role, address)
        person = world.people[role]
        assert person is not None
        assert not _holds(archive(person), WORD)
    assert got > 300
    assert not _holds(archive(counsellor), WORD)  # her own copy holds no note either


@pytest.mark.page
def test_HU1_officers_stewards_and_administrators_find_nothing(world: World, as_person: Browser) -> None:
    """The same answer as for a folder that does not exist."""
    folder, session = world.things["folder"], world.things["folder_session"]
    for role in ("member", "steward", "officer", "administrator", "delegate", "focal"):
        browser = as_person(world.people[role])
        for address in (f"/desk/c/{folder.public_id}/", f"/desk/s/{session.public_id}/"):
            own = address.split("/")[-2]
            hidden, absent = browser.get(address), browser.get(address.replace(own, "zzzzzzzzzz"))
            assert hidden.status_code == absent.status_code == 404
            assert hidden.content.replace(own.encode(), b"zzzzzzzzzz") == absent.content


def test_HU1_a_backup_without_the_key_tells_nothing(
    hub: Group, trainer: Person, as_person: Browser, settings: pytest.FixtureRequest
) -> None:
    """Who has the whole database and another key reads neither note nor label nor topic."""
    case = acts.open_case(hub, trainer, LABEL)
    acts.write_session(
        case, trainer, held_on=hub.today(), minutes=50, kind="person", note=NOTE, topics=["violence"]
    )
    settings.NOTES_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]  # type: ignore[attr-defined]
    page = as_person(trainer).get(case.get_absolute_url()).content.decode()
    assert WORD not in page
    assert "don’t open this" in page


def test_HU1_an_administrator_who_gives_herself_roles_reads_nothing_alone(
    hub: Group, trainer: Person, administrator: Person, newcomer: Person
) -> None:
    """As data steward and safeguarding lead she may decide, but what she asks somebody else must."""
    case = acts.open_case(hub, trainer, LABEL)
    for role in (RoleGrant.Role.DATA_STEWARD, RoleGrant.Role.SAFEGUARDING):
        RoleGrant.grant(administrator, role, administrator)
    with pytest.raises(NotPossible, match="Nobody is there to decide"):
        emergency.ask(hub, trainer, administrator, reason="life", words="Now.")
    access = emergency.ask(hub, trainer, newcomer, reason="life", words="Now.")
    emergency.decide(access, administrator, allow=True)
    with pytest.raises(NotPossible):
        emergency.choose(access, administrator, case.public_id)
    assert emergency.opened(access, administrator) is None
    assert emergency.labels(access, administrator) == []
    with pytest.raises(NotPossible):
        handover.ask(hub, trainer, newcomer, administrator)


def test_HU1_the_journal_tells_no_words_and_no_folder(
    hub: Group, trainer: Person, newcomer: Person, steward_of_data: Person, as_person: Browser
) -> None:
    _plant(hub, trainer, newcomer, steward_of_data, as_person)
    counts.count_up(hub.today())
    code = CounsellingCase.objects.get().public_id
    for row in Entry.objects.all():
        said = f"{row.details} {row.subject_label} {row.subject_id} {row.url}"
        assert WORD not in said
        assert code not in said
