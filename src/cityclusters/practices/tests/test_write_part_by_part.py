"""Writing part by part: saved as typed, nothing lost when two write, lists without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cityclusters.journal import drafts
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import moves, writing
from cityclusters.practices.models import Practice
from cityclusters.practices.parts import PARTS
from cityclusters.practices.tests.making import draft
from cityclusters.spaces.models import Theme

Browser = Callable[[Person | None], Client]
BY_SCRIPT = {"accept": "*/*"}
BY_HAND = {"accept": "text/html"}


@pytest.fixture
def practice(reads_english: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return draft(reads_english, khiva, khiva_city)


@pytest.fixture
def colleague(khiva_city: Organisation, officer: Person) -> Person:
    person = Person.objects.create_user(email="second@khiva.example", name="Adviser", language="en")
    Mandate.objects.create(
        person=person,
        organisation=khiva_city,
        post="Adviser",
        may_act=True,
        state="confirmed",
        start="2020-01-01",
    )
    return person


def _part(practice: Practice, key: str) -> str:
    return f"/practices/{practice.public_id}/writing/{key}/"


def _text(practice: Practice, key: str) -> str:
    return writing.section_of(practice, key).text


@pytest.mark.parametrize("key", list(PARTS))
def test_every_part_has_its_page(
    key: str, practice: Practice, themes: list[Theme], reads_english: Person, as_person: Browser
) -> None:
    page = as_person(reads_english).get(_part(practice, key))
    assert page.status_code == 200
    assert 'name="seen"' in page.content.decode()


def test_a_script_saves_as_one_types(practice: Practice, reads_english: Person, as_person: Browser) -> None:
    browser = as_person(reads_english)
    first = browser.post(_part(practice, "failed"), {"seen": "0", "text": "It ran"}, headers=BY_SCRIPT).json()
    assert first == {"saved": True, "stale": False, "seen": "1", "problem": ""}
    browser.post(_part(practice, "failed"), {"seen": "1", "text": "It ran dry"}, headers=BY_SCRIPT)
    assert _text(practice, "failed") == "It ran dry"


def test_a_button_saves_without_a_script(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    answer = browser.post(_part(practice, "failed"), {"seen": "0", "text": "Dry"}, headers=BY_HAND)
    assert answer["Location"] == f"/practices/{practice.public_id}/writing/#failed"
    answer = browser.post(
        _part(practice, "failed"), {"seen": "1", "text": "Dry", "next": "1"}, headers=BY_HAND
    )
    assert answer["Location"] == _part(practice, "steps")


def test_a_colleague_writes_too_and_a_late_copy_overwrites_nothing(
    practice: Practice, reads_english: Person, colleague: Person, as_person: Browser
) -> None:
    as_person(colleague).post(
        _part(practice, "budget"), {"seen": "0", "text": "12,000 USD"}, headers=BY_SCRIPT
    )
    late = as_person(reads_english)
    told = late.post(_part(practice, "budget"), {"seen": "0", "text": "A lot"}, headers=BY_SCRIPT).json()
    assert (told["saved"], told["stale"]) == (False, True)
    assert "kept" in told["problem"]
    assert _text(practice, "budget") == "12,000 USD"
    page = late.get(_part(practice, "budget")).content.decode()
    assert "12,000 USD" in page
    assert ">\nA lot</textarea>" in page
    assert "Adviser" in page
    assert 'name="seen" value="1"' in page
    late.post(_part(practice, "budget"), {"seen": "1", "text": "A lot: 12,000 USD"}, headers=BY_HAND)
    assert _text(practice, "budget") == "A lot: 12,000 USD"
    assert "A lot: 12,000" in late.get(_part(practice, "budget")).content.decode()
    assert drafts.load(reads_english, f"practice-{practice.public_id}-budget") is None


def test_the_same_text_saved_twice_is_no_conflict(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    for _again in range(2):
        told = as_person(reads_english).post(
            _part(practice, "budget"), {"seen": "0", "text": "A lot"}, headers=BY_SCRIPT
        )
        assert told.json()["saved"]


def test_two_write_the_facts_and_both_are_shown(
    practice: Practice, reads_english: Person, colleague: Person, as_person: Browser
) -> None:
    seen = writing.seen_of(practice, "time")
    as_person(colleague).post(_part(practice, "time"), {"seen": seen, "started": "2020"}, headers=BY_SCRIPT)
    late = as_person(reads_english).post(
        _part(practice, "time"), {"seen": seen, "started": "2019-07"}, headers=BY_HAND
    )
    page = late.content.decode()
    assert late.status_code == 200
    assert "2020" in page
    assert 'value="2019-07"' in page
    practice.refresh_from_db()
    assert practice.started == "2020"


def test_what_she_threw_away_is_gone_and_the_others_text_stays(
    practice: Practice, reads_english: Person, colleague: Person, as_person: Browser
) -> None:
    as_person(colleague).post(
        _part(practice, "budget"), {"seen": "0", "text": "12,000 USD"}, headers=BY_SCRIPT
    )
    browser = as_person(reads_english)
    browser.post(_part(practice, "budget"), {"seen": "0", "text": "A lot"}, headers=BY_SCRIPT)
    browser.post(f"{_part(practice, 'budget')}draft/")
    page = browser.get(_part(practice, "budget")).content.decode()
    assert "12,000 USD</textarea>" in page
    assert "A lot" not in page


def test_what_is_not_right_yet_is_kept_with_what_to_correct(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    seen = writing.seen_of(practice, "time")
    told = browser.post(
        _part(practice, "time"), {"seen": seen, "started": "last year"}, headers=BY_SCRIPT
    ).json()
    assert not told["saved"]
    page = browser.get(_part(practice, "time")).content.decode()
    assert 'value="last year"' in page
    assert "2020-03-15" in page


def test_nothing_is_saved_while_it_is_with_the_reviewers(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    moves.move(practice, "submitted", reads_english)
    told = as_person(reads_english).post(
        _part(practice, "failed"), {"seen": "0", "text": "Dry"}, headers=BY_SCRIPT
    )
    assert not told.json()["saved"]
    assert _text(practice, "failed") == ""
    assert drafts.load(reads_english, f"practice-{practice.public_id}-failed") is not None


def test_another_city_writes_nothing(
    practice: Practice, bukhara_deputy: Person, officer: Person, as_person: Browser
) -> None:
    for person in (bukhara_deputy, officer):
        answer = as_person(person).post(_part(practice, "failed"), {"seen": "0", "text": "Dry"})
        assert answer.status_code == 404
    assert _text(practice, "failed") == ""


def _rows(key: str, *rows: dict[str, str], **more: str) -> dict[str, Any]:
    data = {f"{key}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    return {f"{key}-TOTAL_FORMS": str(len(rows)), f"{key}-INITIAL_FORMS": "0", **data, **more}


def _steps(practice: Practice) -> list[str]:
    return list(practice.steps.values_list("title", flat=True))


def test_steps_are_added_moved_and_taken_out_without_a_script(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)

    def press(*titles: str, **button: str) -> None:
        sent = _rows("steps", *({"title": title} for title in titles), **button)
        seen = writing.seen_of(practice, "steps")
        answer = browser.post(_part(practice, "steps"), {**sent, "seen": seen}, headers=BY_HAND)
        assert answer["Location"] == f"{_part(practice, 'steps')}#rows"

    press("Buy tanks", add="1")
    press("Buy tanks", "Choose markets", up="1")
    assert _steps(practice) == ["Choose markets", "Buy tanks"]
    press("Choose markets", "Buy tanks", "Agree who refills", add="1")
    press("Choose markets", "Buy tanks", "Agree who refills", remove="1")
    press("Choose markets", "Agree who refills", down="0")
    assert _steps(practice) == ["Agree who refills", "Choose markets"]
    press("", "Choose markets", add="1")
    assert _steps(practice) == ["Choose markets"]


@pytest.mark.parametrize("button", [{"up": "99"}, {"remove": "x"}, {"down": "-1"}, {"up": "9" * 5000}])
def test_a_button_that_names_no_row_changes_nothing(
    button: dict[str, str], practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    sent = _rows("steps", {"title": "One"}, {"title": "Two"}, **button)
    as_person(reads_english).post(
        _part(practice, "steps"), {**sent, "seen": writing.seen_of(practice, "steps")}, headers=BY_HAND
    )
    assert _steps(practice) == ["One", "Two"]


def test_partners_need_not_be_cities(
    practice: Practice, reads_english: Person, bukhara_city: Organisation, as_person: Browser
) -> None:
    sent = _rows(
        "partners",
        {"name": "Council of mosques", "kind": "religious", "role": "supporting"},
        {
            "name": "Bukhara",
            "kind": "public",
            "role": "implementing",
            "organisation": "Municipality of Bukhara",
        },
        {"name": "", "kind": "community", "role": "implementing", "organisation": ""},
    )
    as_person(reads_english).post(
        _part(practice, "partners"), {**sent, "seen": writing.seen_of(practice, "partners")}, headers=BY_HAND
    )
    found = practice.partners.order_by("pk").values_list("name", "kind", "organisation")
    assert list(found) == [("Council of mosques", "religious", None), ("Bukhara", "public", bukhara_city.pk)]


def test_more_places_and_tags(
    practice: Practice, reads_english: Person, bukhara: Place, themes: list[Theme], as_person: Browser
) -> None:
    browser = as_person(reads_english)
    seen = writing.seen_of(practice, "places")
    browser.post(
        _part(practice, "places"), {**_rows("places", {"place": "Bukhara"}), "seen": seen}, headers=BY_HAND
    )
    sent = {
        "themes": ["covid-19"],
        "sdg_targets": "5.5 3.d",
        "audiences": ["policy"],
        "value_chain": " cassava ",
        "marker": "2",
    }
    browser.post(
        _part(practice, "tags"), {**sent, "seen": writing.seen_of(practice, "tags")}, headers=BY_HAND
    )
    practice.refresh_from_db()
    assert list(practice.more_places.all()) == [bukhara]
    assert [theme.code for theme in practice.themes.all()] == ["covid-19"]
    assert practice.sdg_targets == ["3.d", "5.5"]
    assert (practice.value_chain, practice.marker, practice.audiences) == ("cassava", "2", ["policy"])


def test_the_overview_says_what_is_missing_and_why_it_helps(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    page = as_person(reads_english).get(f"/practices/{practice.public_id}/writing/").content.decode()
    assert f"4 of {len(PARTS)} parts are written" in page
    assert "Nobody is blamed here." in page


@pytest.mark.parametrize(
    "data", [{}, {"text": "x" * 30_000}, {"text": "\x00"}, {"seen": "\x00", "text": "Dry"}]
)
def test_bad_input_is_no_server_error(
    data: dict[str, str], practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    for key in PARTS:
        assert browser.post(_part(practice, key), data, headers=BY_HAND).status_code < 500
        assert browser.get(_part(practice, key)).status_code == 200
