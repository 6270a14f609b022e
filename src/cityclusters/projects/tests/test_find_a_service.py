"""The service directory (LP4): checked for 90 days, then flagged, then hidden; never where one is safe."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country, Place
from cityclusters.projects.directory import acts, jobs, own_data, rules, showing, waiting
from cityclusters.projects.directory.placeless import says_where, says_where_it_is_safe
from cityclusters.projects.models import Project, Service, ServiceCheck
from cityclusters.projects.tests.making import project
from cityclusters.projects.tests.making_services import TODAY, checked, fields, upload

Browser = Callable[[Person | None], Client]


@pytest.fixture
def peru(countries: dict[str, Country]) -> Place:
    return Place.objects.create(
        name="Cajabamba", country_id="PE", zone="America/Lima", latitude=-7.6, longitude=-78
    )


@pytest.fixture
def keeper(khiva_deputy: Person) -> Person:
    """She writes on the local plan; she reads English here."""
    khiva_deputy.language = "en"
    khiva_deputy.save(update_fields=["language"])
    return khiva_deputy


@pytest.fixture
def plan(khiva_city: Organisation, keeper: Person, peru: Place) -> Project:
    return project(khiva_city, Project.Kind.LOCAL_PLAN, lead=keeper, place=peru)


@pytest.fixture
def line(plan: Project, keeper: Person) -> Service:
    return acts.add(keeper, project=plan, checked_on=TODAY(), **fields())


def test_LP4_what_nobody_has_checked_is_shown_to_nobody(
    plan: Project, keeper: Person, as_person: Browser
) -> None:
    made = acts.add(keeper, project=plan, **fields())
    assert made.state == "unverified"
    assert as_person(None).get("/lines/PE/").status_code == 404
    acts.check(made, keeper, "silent")
    assert not Service.objects.shown().exists()
    acts.check(made, keeper, "right")
    assert as_person(None).get("/lines/PE/").status_code == 200


@pytest.mark.parametrize(
    ("days", "shown", "stale", "state"),
    [
        (0, True, False, "verified"),
        (90, True, False, "verified"),
        (91, True, True, "stale"),
        (120, True, True, "stale"),
        (121, False, True, "hidden"),
    ],
)
def test_LP4_verified_for_90_days_then_flagged_then_hidden(
    line: Service, as_person: Browser, days: int, shown: bool, stale: bool, state: str
) -> None:
    checked(line, days)
    page = as_person(None).get("/lines/pe/?lang=en")  # before the worker has run
    assert (page.status_code == 200) is shown
    assert ("the number may have changed" in page.content.decode()) is (shown and stale)
    jobs.follow_the_calendar()
    line.refresh_from_db()
    assert line.state == state
    assert (as_person(None).get("/lines/PE/").status_code == 200) is shown


def test_LP4_the_calendar_writes_one_line_for_each_change(line: Service) -> None:
    checked(line, 91)
    for _time in range(2):
        jobs.follow_the_calendar()
    checked(line, 121)
    for _time in range(2):
        jobs.follow_the_calendar()
    acts_done = Entry.objects.filter(actor=None, subject_id=line.public_id).order_by("pk")
    assert list(acts_done.values_list("act", flat=True)) == [
        "projects_service.stale",
        "projects_service.hidden",
    ]


def test_LP4_a_new_call_brings_it_back(line: Service, keeper: Person) -> None:
    checked(line, 200)
    jobs.follow_the_calendar()
    acts.check(line, keeper, "right")
    assert line.state == "verified"
    assert Service.objects.shown().get() == line
    acts.check(line, keeper, "right", on=TODAY() - timedelta(days=50))  # an older note changes nothing
    assert line.verified_on == TODAY()


@pytest.mark.parametrize(
    "text",
    [
        "Jr. Lima 123",
        "Avenida Grau 45, segundo piso",
        "12 rue Haute, maison 5",
        "12 Market Street",
        "شارع الجامعة 14",
        "-7.6167, -78.0461",
        "https://maps.app.goo.gl/abc",
        "67WW+XR8 Cajabamba",
        "P.O. Box 77",
        "Casilla 12",
    ],
)
def test_LP4_no_text_says_where_it_stands(text: str, plan: Project, keeper: Person) -> None:
    assert says_where(text)
    for name in ("names", "hours", "note"):
        with pytest.raises(NotPossible, match="where it is"):
            acts.add(keeper, project=plan, **fields(**{name: make_texts("en", en=text)}))
    with pytest.raises(NotPossible):
        acts.add(keeper, project=plan, **fields(source=text))


@pytest.mark.parametrize(
    "text",
    ["House 7", "Behind the market", "frente a la iglesia", "خلف المسجد", "www.house.example", "Door no. ٧"],
)
def test_LP4_of_a_safe_place_nothing_leads_there(text: str, plan: Project, keeper: Person) -> None:
    assert says_where_it_is_safe(text)
    with pytest.raises(NotPossible):
        acts.add(keeper, project=plan, **fields(kind="shelter", note=make_texts("en", en=text)))


@pytest.mark.parametrize(
    "text", ["Open day and night", "Monday to Friday 9:00–17:00", "Police of Cajabamba", "Line 100"]
)
def test_ordinary_words_are_no_address(text: str) -> None:
    assert says_where(text) == ""


def test_LP4_a_shelter_has_no_place_and_no_column_for_one(
    plan: Project, keeper: Person, peru: Place, as_person: Browser
) -> None:
    columns = {field.name for field in Service._meta.get_fields()}
    assert columns.isdisjoint({"address", "street", "latitude", "longitude", "coordinates", "location"})
    with pytest.raises(NotPossible, match="whole country"):
        acts.add(keeper, project=plan, **fields(kind="shelter", place=peru))
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.create(**fields(kind="shelter", place=peru))
    made = acts.add(keeper, project=plan, checked_on=TODAY(), **fields(kind="shelter"))
    with pytest.raises(NotPossible):
        acts.change(made, keeper, place=peru)
    page = as_person(None).get("/lines/PE/?lang=en").content.decode()
    assert "Where it is, is never said here" in page
    hotline = acts.add(keeper, project=plan, **fields(place=peru))
    with pytest.raises(NotPossible):
        acts.change(hotline, keeper, kind="shelter")


def test_another_number_is_hidden_until_somebody_has_called(line: Service, keeper: Person) -> None:
    acts.change(line, keeper, note=make_texts("en", en="They speak Quechua"))
    assert line.state == "verified"
    acts.change(line, keeper, phones=["101"])
    assert line.state == "unverified"
    assert not Service.objects.shown().exists()
    acts.change(line, keeper, phones=["102"], checked_on=TODAY())
    assert Service.objects.shown().exists()


def test_closed_is_gone_and_may_be_there_again(line: Service, keeper: Person) -> None:
    acts.check(line, keeper, "closed")
    assert not Service.objects.shown().exists()
    acts.reopen(line, keeper)
    assert line.state == "unverified"


def test_only_those_who_keep_the_plan_change_its_services(
    line: Service, stranger: Person, officer: Person, as_person: Browser, newcomer: Person
) -> None:
    for act in (lambda: acts.change(line, stranger, free=True), lambda: acts.check(line, stranger, "closed")):
        with pytest.raises(NotPossible):
            act()
    assert as_person(stranger).get(line.get_absolute_url()).status_code == 404
    assert as_person(newcomer).get("/lines/own/").status_code == 404
    assert as_person(officer).get(line.get_absolute_url()).status_code == 200
    assert as_person(None).get("/lines/own/").status_code == 302
    assert rules.kept_by(stranger).count() == 0


def test_pages_for_everybody_leave_nothing_behind(line: Service, as_person: Browser) -> None:
    for address in ("/lines/", "/lines/PE/", "/slips/PE/"):
        answer = as_person(None).get(address)
        assert answer["Cache-Control"].startswith("no-store")
        page = answer.content.decode()
        assert "<title>Cities Clusters</title>" in page
        assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert 'href="tel:014197260"' in as_person(None).get("/lines/PE/").content.decode()
    assert '<bdi dir="ltr">(01) 419-7260</bdi>' in as_person(None).get("/lines/PE/?lang=ar").content.decode()


def test_what_helps_at_once_stands_first(plan: Project, keeper: Person, peru: Place) -> None:
    for kind in ("livelihood", "health", "police", "hotline", "hotline"):
        acts.add(keeper, project=plan, checked_on=TODAY(), **fields(kind=kind, place=peru))
    rows = list(showing.of_country("PE"))
    assert [row.kind for row in showing.first_first(rows)][:3] == ["hotline", "hotline", "police"]
    assert {row.kind for row in showing.for_slip(rows)} == {"hotline", "police", "health", "livelihood"}


def test_the_slip_has_the_numbers_of_a_place(
    line: Service, plan: Project, keeper: Person, peru: Place, as_person: Browser
) -> None:
    acts.add(keeper, project=plan, checked_on=TODAY(), **fields(kind="police", phones=["105"], place=peru))
    page = as_person(None).get(f"/slips/PE/?at={peru.public_id}").content.decode()
    assert page.count('<b dir="ltr">105</b>') == 4
    assert page.count('<b dir="ltr">100</b>') == 4
    assert as_person(None).get("/slips/ZZ/").status_code == 404


def test_HU9_the_card_shows_the_services_nearby(line: Service, amman: Place, as_person: Browser) -> None:
    page = as_person(None).get("/card/").content.decode()
    assert "/lines/PE/" in page
    near = showing.on_card(None, amman)  # type: ignore[arg-type]
    assert near.context["wheres"] == []
    assert near.context["countries"] == [("PE", "Peru")]


def test_she_adds_calls_and_closes_in_pages(
    plan: Project, keeper: Person, as_person: Browser, peru: Place
) -> None:
    browser = as_person(keeper)
    sent = {
        "project": plan.public_id, "kind": "police", "names": "Police", "names__language": "en",
        "phones": "105\n044-555", "country": "PE", "place": "Cajabamba", "source": "Called",
    }  # fmt: skip
    assert "Nobody’s address stands here" in browser.get("/lines/own/new/").content.decode()
    wrong = browser.post("/lines/own/new/", {**sent, "note": "Calle Lima 4", "note__language": "en"})
    assert "Calle Lima 4" in wrong.content.decode()
    assert not Service.objects.exists()
    browser.post("/lines/own/new/", sent)
    made = Service.objects.get()
    assert (made.place, made.phones) == (peru, ["105", "044-555"])
    browser.post(made.get_absolute_url(), {"outcome": "right", "on": str(TODAY())})
    assert Service.objects.shown().get() == made
    browser.post(f"{made.get_absolute_url()}edit/", {**sent, "free": "on"})
    made.refresh_from_db()
    assert (made.free, made.state) == (True, "verified")
    browser.post(made.get_absolute_url(), {"outcome": "closed", "on": str(TODAY())})
    browser.post(f"{made.get_absolute_url()}again/")
    made.refresh_from_db()
    assert made.state == "unverified"
    assert made.checks.count() == 2


def test_whoever_checks_is_reminded_once_for_each_day(line: Service, keeper: Person) -> None:
    for days, letters in ((70, 0), (77, 1), (80, 1), (88, 2), (89, 2), (91, 3), (95, 3)):
        checked(line, days)
        Service.objects.update(reminded_for=line.verified_on)  # the same check, seen on a later day
        jobs.follow_the_calendar()
        if not letters:
            Service.objects.update(reminded_for=None, reminded_days=99)
        assert Letter.objects.count() == letters or days == 70
    for letter in Letter.objects.all():
        assert letter.person == keeper
        assert letter.subject == "A number to check"
        assert "Helpline" not in letter.body


def test_what_has_to_be_called_waits(line: Service, keeper: Person, newcomer: Person) -> None:
    assert waiting.items(keeper) == []
    checked(line, 86)
    assert waiting.items(keeper)[0].light == "yellow"
    checked(line, 95)
    assert waiting.items(keeper)[0].light == "red"
    assert waiting.items(newcomer) == []


def test_a_table_is_shown_first_then_put_in(
    line: Service, keeper: Person, as_person: Browser, peru: Place
) -> None:
    browser = as_person(keeper)
    day = str(TODAY())
    page = upload(
        browser,
        ["", "police", "Police", "en", "105; 044-555", "Peru", "Cajabamba", "Called", day, ""],
        [line.public_id, "", "", "", "1810", "", "", "", day, ""],
    )
    assert "This would change" in page
    assert Service.objects.count() == 1
    browser.post("/lines/own/upload/confirmation/")
    line.refresh_from_db()
    assert line.phones == ["1810"]
    assert line.names["es"] == "Línea de ayuda"
    assert line.state == "verified"
    made = Service.objects.get(kind="police")
    assert (made.place, made.phones, made.state) == (peru, ["105", "044-555"], "verified")
    browser.post("/lines/own/upload/confirmation/")
    assert Service.objects.count() == 2


def test_each_bad_cell_of_a_table_is_named(line: Service, keeper: Person, as_person: Browser) -> None:
    page = upload(
        as_person(keeper),
        ["", "castle", "Police", "en", "105", "Peru", "Nowhere", "Called", "tomorrow", ""],
        ["zzzzzzzzzz", "", "", "", "", "", "", "", "", ""],
        ["", "shelter", "House", "en", "105", "Peru", "", "Called", "", "Behind the market"],
        ["", "police", "Police", "xx", "105", "Atlantis", "", "", "", ""],
    )
    for words in (
        "Write one of these words",
        "not known here",
        "has this id",
        "Behind",
        "a code such as",
        "is empty",
    ):
        assert words in page, words
    assert Service.objects.count() == 1
    assert (
        "Upload the table first"
        in as_person(keeper).post("/lines/own/upload/confirmation/", follow=True).content.decode()
    )


def test_the_table_comes_back_as_it_went(line: Service, keeper: Person, as_person: Browser) -> None:
    answer = as_person(keeper).get("/lines/own/?format=xlsx")
    file = io.BytesIO(answer.getvalue())
    file.name = "lines.xlsx"
    page = as_person(keeper).post("/lines/own/upload/", {"file": file}).content.decode()
    assert "This would change" in page
    as_person(keeper).post("/lines/own/upload/confirmation/")
    before = (line.phones, line.names, line.state, line.verified_on)
    line.refresh_from_db()
    assert (line.phones, line.names, line.state, line.verified_on) == before


def test_her_copy_and_her_erasure(line: Service, keeper: Person) -> None:
    tables = own_data.collect(keeper)
    assert [
        len(tables[name]) for name in ("services_added", "services_checked", "services_checked_last")
    ] == [1, 1, 1]
    own_data.erase(keeper)
    line.refresh_from_db()
    assert (line.made_by, line.verified_by, ServiceCheck.objects.get().by) == (None, None, None)


def test_the_lines_of_a_country_ask_the_database_as_often_with_many(
    plan: Project, keeper: Person, as_person: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        acts.add(keeper, project=plan, checked_on=TODAY(), **fields(phones=[str(100 + number)]))
    for address in ("/lines/", "/lines/PE/", "/slips/PE/"):
        with django_assert_max_num_queries(12):
            assert as_person(None).get(address).status_code == 200
    browser = as_person(keeper)
    browser.get("/lines/own/")
    with django_assert_max_num_queries(20):
        browser.get("/lines/own/")


def test_sent_twice_there_is_one(plan: Project, keeper: Person) -> None:
    for _time in range(2):
        acts.add(keeper, project=plan, once="a" * 27, **fields())
    assert Service.objects.count() == 1
