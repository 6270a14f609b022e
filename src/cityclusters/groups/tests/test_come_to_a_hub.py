"""A woman's way through a hub: enquiry, file, courses, mentoring, what became of her (HU6 to HU10)."""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.exchanges.models import Certificate, Registration
from cityclusters.groups.hub import acts, courses, jobs, mentoring
from cityclusters.groups.models import CoachNote, Group, MentoringPair, OutcomeCheck, Participant
from cityclusters.groups.tests import making, making_hub
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

AsPerson = Callable[[Person | None], Client]
State = Participant.State
ASKED = {"looks_for": "learn", "name": "Weaver", "wish": "To sell shawls", "contact": "weaver@mail.example"}


@pytest.fixture
def manager(trainer: Person) -> Person:
    return trainer


@pytest.fixture
def hub(amman: Place, amman_city: Organisation, manager: Person) -> Group:
    return making.group(
        amman, manager=manager, organisation=amman_city, parts=["courses", "guidance", "booking"]
    )


def _address(hub: Group, rest: str = "") -> str:
    return f"/groups/{hub.public_id}/{rest}"


def test_ABUSE9_an_enquiry_without_an_account_writes_no_letter(hub: Group, as_person: AsPerson) -> None:
    browser, there = as_person(None), _address(hub, "enquiry/")
    page = browser.get(there)
    title = page.content.decode().split("<title>")[1].split("</title>")[0]
    assert page["Cache-Control"].startswith("no-store")
    assert hub.label not in title
    answer = browser.post(there, ASKED | {"mail_ok": "on"})
    assert answer["Location"] == f"{there}?sent"
    row = Participant.objects.get()
    assert (row.state, row.mail_ok, row.person) == (State.ENQUIRY, True, None)
    assert not Letter.objects.exists()
    assert row.name not in str(list(Entry.objects.values()))


def test_ABUSE10_the_answer_is_the_same_whatever_is_known(
    hub: Group, newcomer: Person, manager: Person, as_person: AsPerson
) -> None:
    making_hub.file(hub, manager, person=newcomer)
    there = _address(hub, "enquiry/")
    known = as_person(None).post(there, ASKED | {"contact": newcomer.email}, follow=True).content.decode()
    unknown = as_person(None).post(there, ASKED | {"contact": "nobody@mail.example"}, follow=True)
    assert known == unknown.content.decode()
    assert Participant.objects.filter(person=newcomer).count() == 1


def test_many_enquiries_from_one_network_wait(hub: Group, as_person: AsPerson) -> None:
    there = _address(hub, "enquiry/")
    for _number in range(6):
        as_person(None).post(there, ASKED)
    refused = as_person(None).post(there, ASKED).content.decode()
    assert "Wait an hour" in refused
    assert "To sell shawls" in refused
    assert Participant.objects.count() == 6


def test_HU9_who_looks_for_help_against_violence_gets_the_card_and_nothing_is_kept(
    hub: Group, as_person: AsPerson
) -> None:
    answer = as_person(None).post(_address(hub, "enquiry/"), ASKED | {"looks_for": "violence"})
    assert answer["Location"] == f"/card/{hub.public_id}/"
    assert not Participant.objects.exists()
    assert not Entry.objects.filter(act__startswith="groups_hub").exists()


def test_HU9_a_reason_of_violence_opens_the_card(
    hub: Group, manager: Person, newcomer: Person, as_person: AsPerson
) -> None:
    row = making_hub.file(hub, manager, state="active")
    browser = as_person(manager)
    answer = browser.post(f"{row.get_absolute_url()}state/", {"to": "left", "reason": "violence"})
    assert answer["Location"] == f"/card/{hub.public_id}/"
    assert "violence" not in str(list(Entry.objects.values()))
    run = making_hub.course(hub, manager)
    seat = run.exchange.register(newcomer)
    there = f"{run.get_absolute_url()}people/{seat.public_id}/leaving/"
    answer = browser.post(there, {"on": hub.today().isoformat(), "reason": "violence"})
    assert answer["Location"] == f"/card/{hub.public_id}/"


def test_the_way_from_enquiry_to_alumna(hub: Group, manager: Person, newcomer: Person) -> None:
    row = acts.enquire(hub, newcomer, once=secret_code(), name="Weaver", wish="Shawls")
    with pytest.raises(NotPossible, match="cannot be done now"):
        acts.move(row, manager, State.ACTIVE)
    with pytest.raises(NotPossible, match="managers"):
        acts.move(row, newcomer, State.INTAKE)
    for to in (State.INTAKE, State.ELIGIBLE, State.WAITING, State.ACTIVE, State.COMPLETED, State.ALUMNA):
        acts.move(row, manager, to)
    assert (row.first_service_on, row.completed_on) == (hub.today(), hub.today())
    assert list(row.checks.values_list("months", flat=True)) == [6, 12]
    assert row.steps.count() == 7


def test_leaving_needs_a_reason_and_she_can_come_back(hub: Group, manager: Person) -> None:
    row = making_hub.file(hub, manager)
    with pytest.raises(NotPossible, match="why she left"):
        acts.move(row, manager, State.LEFT)
    acts.move(row, manager, State.LEFT, "childcare")
    assert (row.reason, row.left_on) == ("childcare", hub.today())
    acts.move(row, manager, State.INTAKE)
    assert (row.reason, row.left_on) == ("", None)


def test_asking_again_with_the_same_account_adds_to_the_file(
    hub: Group, manager: Person, newcomer: Person
) -> None:
    row = making_hub.file(hub, manager, person=newcomer, wish="Sewing")
    acts.move(row, manager, State.LEFT, "moved")
    again = acts.enquire(hub, newcomer, once=secret_code(), wish="Now cooking", mail_ok=False)
    assert again.pk == row.pk
    assert (again.wish, again.state) == ("Sewing\n\nNow cooking", State.ENQUIRY)


def test_HU7_files_are_for_the_groups_managers_alone(
    hub: Group, manager: Person, stranger: Person, officer: Person, administrator: Person, newcomer: Person,
    as_person: AsPerson,
) -> None:  # fmt: skip
    row = making_hub.file(hub, manager, name="Weaver of shawls", person=newcomer)
    making.keep(hub, administrator, "facilitator")
    for person in (stranger, officer, administrator, newcomer):  # stranger acts for the city that runs it
        for rest in ("files/", f"files/{row.public_id}/", f"files/{row.public_id}/needs/"):
            assert as_person(person).get(_address(hub, rest)).status_code == 403
    page = as_person(manager).get(row.get_absolute_url())
    as_person(manager).get(row.get_absolute_url())
    assert "Weaver of shawls" in page.content.decode()
    assert page["Cache-Control"].startswith("no-store")
    assert Entry.objects.filter(act="groups_hub.read", actor=manager).count() == 1  # one a day


def test_HU7_optional_answers_may_stay_empty(hub: Group, manager: Person, as_person: AsPerson) -> None:
    row = making_hub.file(hub, manager)
    there = f"{row.get_absolute_url()}needs/"
    refused = as_person(manager).post(there, {"needs": ["digital"], "sales": "120"}).content.decode()
    assert "currency of these amounts" in refused
    as_person(manager).post(there, {"needs": ["digital"], "sales": "120", "currency": "JOD"})
    profile = Participant.objects.get(pk=row.pk).profile
    assert (profile.needs, profile.disability, profile.aid, profile.refugee) == (["digital"], "", "", "")
    assert profile.sales == Decimal(120)


def test_she_connects_her_file_with_her_account(
    hub: Group, manager: Person, newcomer: Person, officer: Person, as_person: AsPerson
) -> None:
    row = making_hub.file(hub, manager)
    there = f"/groups/join/{row.link_code}/"
    assert there in as_person(manager).get(row.get_absolute_url()).content.decode()
    assert as_person(newcomer).post(there)["Location"] == _address(hub, "mine/")
    row.refresh_from_db()
    assert row.person == newcomer
    assert "opens nothing" in as_person(officer).post(there).content.decode()
    assert "opens nothing" in as_person(officer).post("/groups/join/wrong/").content.decode()


def test_C17_a_course_says_its_need_hours_childcare_and_place(
    hub: Group, manager: Person, newcomer: Person, as_person: AsPerson
) -> None:
    browser = as_person(manager)
    typed = {
        "title": "Handling conflicts", "title__language": "en", "need": "soft", "childcare": "there",
        "hours": "Sundays, 10 to 12", "hours__language": "en", "venue": "Room 2", "capacity": "12",
        "languages": ["en"], "once": secret_code(),
    }  # fmt: skip
    answer = browser.post(_address(hub, "courses/new/"), typed)
    assert browser.post(_address(hub, "courses/new/"), typed)["Location"] == answer["Location"]
    run = hub.courses.get()
    assert (run.exchange.kind, run.exchange.organiser, run.exchange.zone) == (
        "course",
        hub.organisation,
        "Asia/Amman",
    )
    assert answer["Location"].endswith(f"/{run.exchange.public_id}/manage/programme/")
    page = browser.get(run.get_absolute_url()).content.decode()
    for words in ("handling conflicts", "Sundays, 10 to 12", "Childcare on the spot", "Room 2"):
        assert words in page
    assert as_person(newcomer).get(run.get_absolute_url()).status_code == 404  # not published yet


def test_one_registration_and_one_certificate_in_the_whole_product(
    hub: Group, manager: Person, newcomer: Person, as_person: AsPerson
) -> None:
    run = making_hub.course(hub, manager)
    row = making_hub.file(hub, manager, state="eligible")
    with pytest.raises(NotPossible, match="account"):
        courses.enrol(run, row, manager)
    acts.connect(row.link_code, newcomer)
    row.refresh_from_db()
    seat = courses.enrol(run, row, manager)
    assert seat == Registration.objects.get(exchange=run.exchange, person=newcomer)
    assert not Letter.objects.filter(person=newcomer).exists()  # she did not say that it is safe
    given = Certificate.objects.create(
        exchange=run.exchange, registration=seat, kind="completion", name="Weaver", language="en",
        event_title=run.exchange.title, event_first_day=hub.today(), event_last_day=hub.today(),
    )  # fmt: skip
    page = as_person(newcomer).get(_address(hub, "mine/")).content.decode()
    assert "Selling online" in page
    assert given.get_absolute_url() in page


def test_HU8_many_who_stop_coming_are_a_warning(
    hub: Group, manager: Person, newcomer: Person, stranger: Person, as_person: AsPerson
) -> None:
    run = making_hub.course(hub, manager, days=-1)
    run.exchange.state = "running"
    run.exchange.save()
    for number in range(3):
        run.exchange.register(Person.objects.create_user(email=f"w{number}@mail.example"), by=manager)
    seat = run.exchange.register(newcomer, by=manager)
    standing = courses.standings([run])[run.pk]
    assert (len(standing), courses.dropped_of(standing)) == (4, 0)
    courses.drop(run, seat, manager, on=hub.today(), reason="childcare")
    assert courses.dropped_of(courses.standings([run])[run.pk]) == 1  # a quarter, not more
    other = run.exchange.registrations.exclude(pk=seat.pk).first()
    assert other is not None
    other.exchange = run.exchange
    other.cancel(manager)  # after it began: she stays in the base
    standing = courses.standings([run])[run.pk]
    assert (len(standing), courses.dropped_of(standing)) == (4, 2)
    page = as_person(manager).get(_address(hub, "files/")).content.decode()
    assert "2 of 4 stopped coming" in page
    assert "nobody looks after the children" in page
    seat.refresh_from_db()
    courses.undrop(run, seat, manager)
    assert courses.dropped_of(courses.standings([run])[run.pk]) == 1
    report = as_person(stranger).get(_address(hub, "report/")).content.decode()
    assert "nobody looks after" not in report  # too few: the report names no reason


def test_C21_what_coach_and_coachee_write_is_theirs_alone(
    hub: Group, manager: Person, newcomer: Person, officer: Person, as_person: AsPerson
) -> None:
    coach = Person.objects.create_user(email="coach@mail.example", name="Coach", language="en")
    row = making_hub.file(hub, manager, person=newcomer)
    with pytest.raises(NotPossible, match="post of a coach"):
        mentoring.begin(hub, manager, coach, row, once=secret_code(), starts=hub.today())
    making.keep(hub, coach, "coach")
    pair = mentoring.begin(hub, manager, coach, row, once=secret_code(), starts=hub.today())
    with pytest.raises(NotPossible, match="already"):
        mentoring.begin(hub, manager, coach, row, once=secret_code(), starts=hub.today())
    typed = {"on": hub.today().isoformat(), "text": "We counted the costs", "once": secret_code()}
    as_person(coach).post(pair.get_absolute_url(), typed)
    as_person(coach).post(pair.get_absolute_url(), typed)
    note = CoachNote.objects.get()
    assert "We counted the costs" in as_person(newcomer).get(pair.get_absolute_url()).content.decode()
    for person in (manager, officer):
        assert as_person(person).get(pair.get_absolute_url()).status_code == 404
        with pytest.raises(NotPossible):
            mentoring.write(pair, person, once=secret_code(), on=hub.today(), text="No", language="en")
    with pytest.raises(NotPossible):
        mentoring.erase(note, newcomer)
    assert "counted" not in str(list(Entry.objects.values()))
    mentoring.end(pair, newcomer, hub.today())
    assert MentoringPair.objects.get().ends == hub.today()


def test_HU6_after_six_months_she_or_a_manager_answers(
    hub: Group, manager: Person, newcomer: Person, officer: Person, as_person: AsPerson
) -> None:
    row = making_hub.file(hub, manager, person=newcomer, state="completed")
    check = row.checks.get(months=6)
    with pytest.raises(NotPossible, match="not yet time"):
        acts.answer_check(check, manager, state="answered", work="employed")
    OutcomeCheck.objects.update(due_on=hub.today())
    there = _address(hub, f"checks/{check.public_id}/")
    assert as_person(officer).get(there).status_code == 404
    assert "How are you getting on?" in as_person(newcomer).get(_address(hub, "mine/")).content.decode()
    assert "Choose what" in as_person(newcomer).post(there, {"state": "answered"}).content.decode()
    as_person(newcomer).post(
        there, {"state": "answered", "work": "self_employed", "registered": "not_needed"}
    )
    check.refresh_from_db()
    assert (check.state, check.work, check.answered_on) == ("answered", "self_employed", hub.today())
    as_person(manager).post(there, {"state": "not_reached", "work": "employed"})
    check.refresh_from_db()
    assert (check.state, check.work) == ("not_reached", "")  # who was not reached has no answers


def test_HU10_she_takes_her_data_along(
    hub: Group, manager: Person, newcomer: Person, as_person: AsPerson
) -> None:
    making_hub.file(hub, manager, person=newcomer, wish="To sell shawls", contact="0790 000 000")
    answer = as_person(newcomer).get(_address(hub, "mine/data.json"))
    data = json.loads(answer.content)
    assert data["hub_files"][0]["wish"] == "To sell shawls"
    assert "hub" not in answer["Content-Disposition"]
    table = b"".join(as_person(newcomer).get(_address(hub, "mine/data.csv"))).decode()
    assert "To sell shawls" in table


def test_taking_the_contact_back_is_as_easy_as_giving_it(
    hub: Group, manager: Person, newcomer: Person, as_person: AsPerson
) -> None:
    row = making_hub.file(hub, manager, person=newcomer, mail_ok=True, call_ok=True, contact="0790 000 000")
    as_person(newcomer).post(_address(hub, "mine/contact/"), {"contact": ""})
    row.refresh_from_db()
    assert (row.contact, row.mail_ok, row.call_ok) == ("", False, False)


def test_a_file_is_emptied_three_years_after_she_left(hub: Group, manager: Person, newcomer: Person) -> None:
    row = making_hub.file(hub, manager, person=newcomer, contact="0790 000 000", wish="Shawls")
    acts.write_profile(row, manager, needs=["digital"], disability="yes")
    acts.move(row, manager, State.LEFT, "moved")
    jobs.forget()
    row.refresh_from_db()
    assert row.forgotten_at is None
    Participant.objects.update(left_on=hub.today() - timedelta(days=1096))
    jobs.forget()
    row.refresh_from_db()
    assert (row.name, row.contact, row.wish, row.person) == ("", "", "", None)
    assert (row.state, row.reason) == (State.LEFT, "moved")  # counts stay
    assert not hasattr(Participant.objects.get(pk=row.pk), "profile")
    with pytest.raises(NotPossible, match="emptied"):
        acts.change(row, manager, name="Again")
    assert row.forgotten_at is not None
    assert row.forgotten_at <= timezone.now()
