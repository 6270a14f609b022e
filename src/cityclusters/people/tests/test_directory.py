"""The directory of organisations and the page of one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cityclusters.core.texts import make_texts
from cityclusters.people import consents, merging
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db
LIST = "/organisations/"
AsPerson = Callable[[Person | None], Client]


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_searched_by_name_and_place_kind_and_country(
    client: Client, khiva_city: Organisation, amman_city: Organisation, programme: Organisation
) -> None:
    assert "Municipality of Khiva" in text(client, f"{LIST}?q=KHIVA")
    assert "Municipality of Amman" not in text(client, f"{LIST}?q=KHIVA")
    assert "Cities Programme" in text(client, f"{LIST}?kind=un")
    assert "Municipality" not in text(client, f"{LIST}?kind=un").split('<ul class="cards">')[1]
    assert "Municipality of Amman" in text(client, f"{LIST}?country=JO")
    assert "Municipality of Khiva" not in text(client, f"{LIST}?country=JO")


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "country=XX", "page=-4", "page=abc", "q=%25%27%22", "q=" + "x" * 300]
)
def test_a_filter_that_makes_no_sense_is_no_fault(
    client: Client, khiva_city: Organisation, query: str
) -> None:
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_an_empty_answer_says_what_to_do(client: Client, khiva_city: Organisation) -> None:
    assert "No organisation fits" in text(client, f"{LIST}?q=Atlantis")


def _fill(number: int, place: Place) -> None:
    for row in range(number):
        Organisation.objects.create(
            names=make_texts("en", en=f"Association {row}"), kind="ngo", place=place, state="verified"
        )


def test_the_list_takes_few_queries_and_no_more_with_ten_times_the_rows(
    client: Client, khiva: Place, khiva_deputy: Person, as_person: AsPerson
) -> None:
    def queries(browser: Client) -> int:
        with CaptureQueriesContext(connection) as used:
            browser.get(f"{LIST}?q=ass&kind=ngo")
        return len(used)

    _fill(3, khiva)
    few = [queries(client), queries(as_person(khiva_deputy))]
    _fill(30, khiva)
    assert [queries(client), queries(as_person(khiva_deputy))] == few
    assert max(few) <= 12


def test_one_page_takes_few_queries_and_no_more_with_ten_times_the_offices(
    client: Client, khiva_city: Organisation, khiva_deputy: Person, as_person: AsPerson
) -> None:
    def offices(number: int) -> None:
        for row in range(number):
            Organisation.objects.create(
                names=make_texts("en", en=f"Hub {row}"), kind="women", parent=khiva_city, state="verified"
            )

    def queries(browser: Client) -> int:
        with CaptureQueriesContext(connection) as used:
            browser.get(khiva_city.get_absolute_url())
        return len(used)

    offices(2)
    few = [queries(client), queries(as_person(khiva_deputy))]
    offices(20)
    assert [queries(client), queries(as_person(khiva_deputy))] == few
    assert few[0] <= 12


def test_A5_a_hub_stands_below_its_municipality_with_all_that_a_visitor_needs(
    client: Client, amman_city: Organisation
) -> None:
    hub = Organisation.objects.create(
        names=make_texts("en", en="Creative Women Hub", ar="مركز المرأة المبدعة"),
        kind="women",
        parent=amman_city,
        place=amman_city.place,
        services=make_texts("en", en="Training and advice"),
        hours=make_texts("en", en="Sunday to Thursday, 9 to 15"),
        eligibility=make_texts("ar", ar="نساء عمان"),
        contact="hub@amman.example",
        address="King Example Street 1",
    )
    page = text(client, hub.get_absolute_url())
    for words in ("Training and advice", "Sunday to Thursday", "hub@amman.example", "King Example Street 1"):
        assert words in page
    assert '<div lang="ar" dir="rtl"><p>نساء عمان</p></div>' in page
    assert amman_city.get_absolute_url() in page
    assert "Counted with" in page
    assert hub.get_absolute_url() in text(client, amman_city.get_absolute_url())


def test_A12_a_womens_organisation_lists_its_staff_as_they_agreed(
    client: Client, as_person: AsPerson, khiva_deputy: Person, stranger: Person, khiva_city: Organisation
) -> None:
    page = text(client, khiva_city.get_absolute_url())
    assert "Deputy mayor" in page
    assert "Deputy mayor of Khiva" not in page
    assert "Deputy mayor of Khiva" not in text(as_person(stranger), khiva_city.get_absolute_url())
    assert "Deputy mayor of Khiva" in text(as_person(khiva_deputy), khiva_city.get_absolute_url())
    consents.give(khiva_deputy, "directory")
    assert "Deputy mayor of Khiva" in text(client, khiva_city.get_absolute_url())
    consents.withdraw(khiva_deputy, "directory")
    assert "Deputy mayor of Khiva" not in text(client, khiva_city.get_absolute_url())


def test_the_old_address_of_a_merged_one_leads_on(client: Client, khiva_city: Organisation) -> None:
    twins = [
        Organisation.objects.create(names=make_texts("en", en=f"Twin {row}"), kind="local_authority")
        for row in range(2)
    ]
    merging.merge(twins[0], twins[1])
    merging.merge(twins[1], khiva_city)
    answer = client.get(reverse("people:organisation", args=[twins[0].public_id]))
    assert (answer.status_code, answer["Location"]) == (301, khiva_city.get_absolute_url())


@pytest.mark.parametrize("address", ["2222222222", "nonsense", "22222222222222", "%00222222222"])
def test_what_does_not_exist_is_not_found(client: Client, db: None, address: str) -> None:
    assert client.get(f"{LIST}{address}/").status_code in {400, 404}


def test_a_refused_one_looks_as_if_it_did_not_exist(
    client: Client, as_person: AsPerson, newcomer: Person, khiva_city: Organisation
) -> None:
    khiva_city.state = "rejected"
    khiva_city.save()
    for browser in (client, as_person(newcomer)):
        hidden, missing = browser.get(khiva_city.get_absolute_url()), browser.get(f"{LIST}2222222222/")
        assert hidden.status_code == missing.status_code == 404


def test_suggestions_are_few_and_only_what_the_reader_may_see(
    client: Client, khiva: Place, khiva_city: Organisation
) -> None:
    _fill(20, khiva)
    suggest = reverse("people:suggest-organisations")
    assert len(client.get(suggest, {"q": "association"}).json()["results"]) == 8
    found = client.get(suggest, {"q": "khi"}).json()["results"]
    assert found == [{"id": khiva_city.public_id, "label": "Municipality of Khiva (Khiva, Uzbekistan)"}]
    assert client.get(suggest, {"q": "k"}).json()["results"] == []
    khiva_city.state = "claimed"
    khiva_city.save()
    assert client.get(suggest, {"q": "khi"}).json()["results"] == []


def test_scripts_in_a_name_are_inert(client: Client, db: None) -> None:
    row = Organisation.objects.create(
        names=make_texts("en", en='<script>alert("x")</script>'),
        kind="ngo",
        state="verified",
        website="https://example.org/",
    )
    for page in (text(client, LIST), text(client, row.get_absolute_url())):
        assert "<script>alert" not in page
