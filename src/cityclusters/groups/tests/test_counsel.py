"""Counselling: a counsellor's folders are hers alone (HU1); counts leave only for enough people (HU2)."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from cityclusters.core.errors import NotPossible
from cityclusters.core.phones import dialled
from cityclusters.groups.counselling import (
    acts,
    counts,
    desk,
    emergency,
    handover,
    jobs,
    own_data,
    quiet,
    reading,
    sealing,
    waiting,
)
from cityclusters.groups.models import (
    CaseHandover,
    CounsellingCase,
    CounsellingCount,
    CounsellingReading,
    CounsellingSession,
    EmergencyAccess,
    Group,
)
from cityclusters.groups.tests.making import ended, group, keep
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person, RoleGrant
from cityclusters.places.models import Place

Browser = Callable[[Person | None], Client]
NOTE = "She wants to open a shop, and her brother stands in the way."
TODAY = date(2026, 3, 2)


@pytest.fixture
def hub(amman: Place, trainer: Person, newcomer: Person) -> Group:
    """The trainer counsels in it, the newcomer manages it."""
    made = group(amman, manager=newcomer)
    keep(made, trainer, "counsellor")
    return made


@pytest.fixture
def colleague(hub: Group) -> Person:
    other = Person.objects.create_user(email="colleague@hub.example", name="Colleague", language="en")
    keep(hub, other, "counsellor")
    return other


@pytest.fixture
def data_steward(db: None) -> Person:
    person = Person.objects.create_user(email="data@programme.example", name="Data steward", language="en")
    RoleGrant.grant(person, RoleGrant.Role.DATA_STEWARD, None)
    return person


@pytest.fixture
def folder(hub: Group, trainer: Person) -> CounsellingCase:
    made = acts.open_case(hub, trainer, "R. from the loom")
    write(made, trainer)
    return made


def write(
    case: CounsellingCase, by: Person, day: date | None = None, topics: tuple[str, ...] = ("work",)
) -> CounsellingSession:
    held = day or case.group.today()
    return acts.write_session(case, by, held_on=held, minutes=50, kind="person", note=NOTE, topics=topics)


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
    call_command("turn_notes_key", "--dry-run", stdout=StringIO())
    assert folder.sessions.get().sealed_note == folder.sessions.get().sealed_note
    call_command("turn_notes_key", stdout=StringIO())
    settings.NOTES_KEYS = [new]
    folder.refresh_from_db()
    assert reading.read(folder, trainer).sessions[0].note.text == NOTE
    settings.NOTES_KEYS = []
    with pytest.raises(CommandError, match="NOTES_KEYS"):
        call_command("turn_notes_key", stdout=StringIO())


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


def _many(hub: Group, by: Person, number: int, day: date, topics: tuple[str, ...]) -> None:
    for one in range(number):
        write(acts.open_case(hub, by, f"P{one}"), by, day, topics)


def test_HU1_only_counts_of_enough_people_leave_the_room(
    hub: Group, trainer: Person, newcomer: Person, as_person: Browser, officer: Person
) -> None:
    _many(hub, trainer, 4, date(2025, 3, 1), ("work",))
    _many(hub, trainer, 5, date(2025, 9, 1), ("work",))
    counts.count_up(TODAY)
    first, second = CounsellingCount.objects.order_by("starts")
    assert (first.people, first.sessions, first.topics) == (None, None, {})
    assert (second.people, second.sessions, second.topics) == (5, 5, {"work": 5})
    page = as_person(newcomer).get(f"/desk/g/{hub.public_id}/").content.decode()
    assert "Too few to show" in page
    assert "July to December 2025" in page
    assert as_person(officer).get(f"/desk/g/{hub.public_id}/").status_code == 404


def test_HU1_a_count_never_changes(hub: Group, trainer: Person) -> None:
    """Else the difference of two counts would tell who came."""
    _many(hub, trainer, 5, date(2025, 9, 1), ())
    counts.count_up(TODAY)
    _many(hub, trainer, 1, date(2025, 9, 2), ())
    assert counts.count_up(TODAY) == 0
    assert CounsellingCount.objects.get().people == 5


def test_HU1_a_half_year_that_runs_is_not_counted(hub: Group, trainer: Person) -> None:
    _many(hub, trainer, 6, date(2026, 1, 5), ())
    counts.count_up(date(2026, 7, 10))
    assert not CounsellingCount.objects.exists()
    counts.count_up(date(2026, 7, 15))
    assert CounsellingCount.objects.get().people == 6


def test_HU2_topics_are_counted_in_people_and_beside_nothing(hub: Group, trainer: Person) -> None:
    _many(hub, trainer, 5, date(2025, 9, 1), ("work", "law"))
    _many(hub, trainer, 3, date(2025, 9, 1), ("violence",))
    once_more = CounsellingCase.objects.order_by("pk")[0]
    write(once_more, trainer, date(2025, 9, 8), ("violence",))
    counts.count_up(TODAY)
    row = CounsellingCount.objects.get()
    assert row.topics == {"work": 5, "law": 5}  # four people spoke of violence: too few
    fields = {field.name for field in CounsellingCount._meta.get_fields()}
    assert fields == {"id", "group", "starts", "people", "sessions", "topics", "counted_at"}
    assert {"sex", "person", "member"}.isdisjoint(f.name for f in CounsellingCase._meta.get_fields())


def test_SA5_a_case_is_erased_twelve_months_after_its_last_session(
    hub: Group, trainer: Person, settings: Settings
) -> None:
    today = timezone.localdate()
    old, young = acts.open_case(hub, trainer, "Old"), acts.open_case(hub, trainer, "Young")
    CounsellingCase.objects.update(opened_on=date(2020, 1, 1))
    for case, days in ((old, 366), (young, 365)):
        case.refresh_from_db()
        write(case, trainer, today - timedelta(days=days))
    out = StringIO()
    call_command("erase_old_cases", "--dry-run", stdout=out)
    assert "1 cases would be erased" in out.getvalue()
    assert CounsellingCase.objects.count() == 2
    call_command("erase_old_cases", stdout=out)
    assert CounsellingCase.objects.get() == young
    assert CounsellingCount.objects.exists()  # counted before it went
    assert Entry.objects.filter(act="groups_counselling.kept_long_enough", actor=None).count() == 1
    jobs.count_and_erase()
    assert CounsellingCase.objects.count() == 1


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
    _many(hub, trainer, 12, hub.today(), ("work",))
    case = CounsellingCase.objects.all()[0]
    browser = as_person(trainer)
    for address in ("/desk/", case.get_absolute_url(), f"/desk/g/{hub.public_id}/"):
        browser.get(address)
        with django_assert_max_num_queries(20):
            assert browser.get(address).status_code == 200


def test_HU9_the_card_has_no_form(hub: Group, trainer: Person, as_person: Browser) -> None:
    sent = {"phone": "+962 6 123 4567", "hours": "Mondays", "words": "Come as you are.", "language": "en"}
    as_person(trainer).post(f"/desk/g/{hub.public_id}/card/", sent)
    answer = as_person(None).get(f"/card/{hub.public_id}/")
    page = answer.content.decode()
    assert 'href="tel:+96261234567"' in page
    assert "Mondays" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert "<input" not in page.split("<main")[1]
    assert answer["Cache-Control"].startswith("no-store")
    assert as_person(None).get("/card/").status_code == 200


def test_a_visitor_and_a_member_find_no_desk(as_person: Browser, stranger: Person, hub: Group) -> None:
    assert as_person(stranger).get("/desk/").status_code == 404
    assert as_person(None).get("/desk/")["Location"] == "/hello/"
    assert desk.of(stranger) is None


def test_a_counsellor_of_before_has_an_empty_desk(hub: Group, khiva_deputy: Person) -> None:
    ended(hub, khiva_deputy, "counsellor")
    assert desk.of(khiva_deputy) is None


@pytest.mark.parametrize(
    ("stated", "called"),
    [
        ("+51 (1) 419-7260", "+5114197260"),
        ("100", "100"),
        ("٠٦٥٦٧٨٩", "0656789"),
        ("105 / 106", "105"),
        ("1800-123 ext 4", "1800123"),
        ("*123#", "*123#"),
        ("ask at the desk", ""),
    ],
)
def test_a_number_is_dialled_without_what_the_eye_needs(stated: str, called: str) -> None:
    assert dialled(stated) == called
