"""Starting, changing and ending a group, and the list in which it is found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.ids import secret_code
from cityclusters.groups.models import Group
from cityclusters.groups.tests.making import group
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]


def form(place: Place, runs: Organisation, **fields: Any) -> dict[str, Any]:
    """What a browser sends for a new group."""
    return {
        "kind": "self_help",
        "names": "Weavers of the old town",
        "names__language": "en",
        "place": place.name,
        "place_id": place.public_id,
        "organisation": runs.public_id,
        "founded": "2013",
        "language": "en",
        "value_chains": ["wool", "silk"],
        "shown_to": "public",
        "once": secret_code(),
        **fields,
    }


def test_a_focal_point_starts_a_group_with_the_parts_of_its_kind(
    khiva: Place, khiva_city: Organisation, reads_english: Person, as_person: AsPerson
) -> None:
    sent = form(khiva, khiva_city)
    answers = [as_person(reads_english).post("/groups/new/", sent) for _twice in range(2)]
    made = Group.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [made.get_absolute_url()] * 2
    assert made.parts == ["meetings"]
    assert made.founded_year_only
    assert made.keepers.get().person == reads_english
    assert Entry.objects.filter(act="groups_group.started").count() == 1


def test_somebody_without_an_organisation_starts_none(as_person: AsPerson, newcomer: Person) -> None:
    assert as_person(newcomer).get("/groups/new/").status_code == 404


def test_not_for_an_organisation_of_others(
    khiva: Place, bukhara_city: Organisation, reads_english: Person, as_person: AsPerson
) -> None:
    answer = as_person(reads_english).post("/groups/new/", form(khiva, bukhara_city))
    assert answer.status_code == 200
    assert not Group.objects.exists()


def test_a_refused_form_comes_back_filled_in(
    khiva: Place, khiva_city: Organisation, reads_english: Person, as_person: AsPerson
) -> None:
    answer = as_person(reads_english).post("/groups/new/", form(khiva, khiva_city, founded="soon"))
    assert "Weavers of the old town" in answer.text


def test_an_officer_starts_one_that_no_organisation_runs(
    khiva: Place, officer: Person, khiva_city: Organisation, as_person: AsPerson
) -> None:
    as_person(officer).post("/groups/new/", form(khiva, khiva_city, organisation=""))
    assert Group.objects.get().organisation is None


def test_changes_are_for_who_manages_it(
    amman: Place, newcomer: Person, trainer: Person, as_person: AsPerson
) -> None:
    made = group(amman, manager=newcomer)
    page = f"{made.get_absolute_url()}edit/"
    assert as_person(trainer).get(page).status_code == 403
    browser = as_person(newcomer)
    assert "Group of Amman" in browser.get(page).text
    sent = {
        "names": "Hub of Amman", "names__language": "en", "place": "Amman", "place_id": amman.public_id,
        "language": "en", "shown_to": "public", "parts": ["products"], "founded": "", "currency": "",
    }  # fmt: skip
    browser.post(page, sent)
    made.refresh_from_db()
    assert (str(made), made.parts) == ("Hub of Amman", ["products"])


def test_savings_need_a_currency(amman: Place, newcomer: Person, as_person: AsPerson) -> None:
    made = group(amman, manager=newcomer)
    sent = {
        "names": "Hub", "names__language": "en", "place": "Amman", "place_id": amman.public_id,
        "language": "en", "shown_to": "public", "parts": ["savings"],
    }  # fmt: skip
    assert (
        "Savings need a currency." in as_person(newcomer).post(f"{made.get_absolute_url()}edit/", sent).text
    )


def test_a_group_ends_with_a_reason_and_is_taken_up_again(
    amman: Place, newcomer: Person, as_person: AsPerson
) -> None:
    made = group(amman, manager=newcomer)
    browser = as_person(newcomer)
    browser.post(f"{made.get_absolute_url()}end/", {"reason": "Everybody sells alone now."})
    made.refresh_from_db()
    assert not made.is_active
    assert "Everybody sells alone now." in as_person(None).get(made.get_absolute_url()).text
    assert "Group of Amman" not in as_person(None).get("/groups/").text
    assert "Group of Amman" in as_person(None).get("/groups/?state=ended").text
    browser.post(f"{made.get_absolute_url()}taking-up/")
    made.refresh_from_db()
    assert made.is_active


def test_the_list_is_narrowed_by_kind_place_and_value_chain(
    amman: Place, khiva: Place, as_person: AsPerson
) -> None:
    group(amman, value_chains=["crafts"])
    group(khiva, kind=Group.Kind.COOPERATIVE, value_chains=["mango"])
    browser = as_person(None)
    for query, shown in [
        ("?kind=hub", "Amman"), ("?kind=cooperative", "Khiva"), ("?country=JO", "Amman"),
        (f"?place=Khiva&place_id={khiva.public_id}", "Khiva"), ("?chain=crafts", "Amman"),
        ("?chain=fruits", "Khiva"), ("?words=amman", "Amman"),
    ]:  # fmt: skip
        text = browser.get(f"/groups/{query}").text
        assert ("Group of Amman" in text, "Group of Khiva" in text) == (shown == "Amman", shown == "Khiva")


def test_hidden_groups_are_in_no_list_and_on_no_map(amman: Place, as_person: AsPerson) -> None:
    group(amman, shown_to="keepers")
    assert "Group of Amman" not in as_person(None).get("/groups/").text
    assert b"Group of Amman" not in as_person(None).get("/groups/?format=xlsx").getvalue()
    assert "Group of Amman" not in as_person(None).get(amman.get_absolute_url()).text


def test_the_list_takes_few_queries_whatever_its_length(
    amman: Place, as_person: AsPerson, django_assert_max_num_queries: Any
) -> None:
    for _n in range(20):
        group(amman)
    with django_assert_max_num_queries(12):
        as_person(None).get("/groups/")


def test_places_and_organisations_show_their_groups(
    amman: Place, amman_city: Organisation, as_person: AsPerson
) -> None:
    group(amman, organisation=amman_city)
    for page in (amman.get_absolute_url(), amman_city.get_absolute_url()):
        assert "Group of Amman" in as_person(None).get(page).text
