"""JSON and CSV of published exchanges: public fields alone, bounded pages, no formulas."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Contributor, Exchange
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space


def test_a_record_with_all_its_languages(published: Exchange, hidden: Exchange, client: Client) -> None:
    answer = client.get("/api/exchanges.json").json()
    assert (answer["count"], answer["next"], answer["previous"]) == (1, None, None)
    record = answer["exchanges"][0]
    assert record["id"] == published.public_id
    assert record["url"].endswith(published.get_absolute_url())
    assert record["title"]["original"] == "fr"
    assert record["title"]["texts"]["ar"] == "أسواق"
    assert record["gender_marker"] == 1
    assert (record["themes"], record["spaces"]) == (["e-commerce"], ["e-commerce"])
    assert record["organiser"]["country"] == "UZ"
    assert record["first_session_starts"].endswith("Z")


def test_not_screened_is_not_0(published: Exchange, officer: Person, client: Client) -> None:
    published.change(officer, marker="")
    assert client.get("/api/exchanges.json").json()["exchanges"][0]["gender_marker"] is None
    published.change(officer, marker="0")
    assert client.get("/api/exchanges.json").json()["exchanges"][0]["gender_marker"] == 0


@pytest.mark.parametrize("address", ["/api/exchanges.json", "/api/exchanges.csv", "/api/exchanges.atom"])
def test_no_person_no_address_no_joining_link(
    published: Exchange,
    officer: Person,
    newcomer: Person,
    khiva_city: Organisation,
    client: Client,
    address: str,
) -> None:
    published.register(newcomer, by=officer, notify=False)
    Contributor.ask(
        officer, published, person=newcomer, organisation=khiva_city, post="Trainer", role="trainer"
    ).answer(newcomer, True)
    answer: Any = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for secret in (b"Newcomer", b"newcomer@", b"officer@", b"meet.example", b"Programme officer"):
        assert secret not in content


def test_pages(
    published: Exchange, officer: Person, khiva_city: Organisation, spaces: list[Space], client: Client
) -> None:
    for number in range(4):
        exchange = Exchange.create(
            officer, khiva_city, title=make_texts("en", en=f"E{number}"), zone="UTC", languages=["en"]
        )
        exchange.publish(officer, spaces[0])
    first = client.get("/api/exchanges.json?limit=2").json()
    second = client.get(first["next"].replace("http://localhost:8000", "")).json()
    third = client.get(second["next"].replace("http://localhost:8000", "")).json()
    ids = [row["id"] for page in (first, second, third) for row in page["exchanges"]]
    assert len(ids) == len(set(ids)) == 5
    assert third["next"] is None
    assert "offset=2" in third["previous"]


@pytest.mark.parametrize(
    "query",
    [
        "offset=-1",
        "offset=10001",
        "offset=99999999999999999999",
        "limit=0",
        "limit=101",
        "limit=x",
        "offset=٣",
    ],
)
def test_pages_that_make_no_sense_are_refused(published: Exchange, client: Client, query: str) -> None:
    answer = client.get(f"/api/exchanges.json?{query}")
    assert answer.status_code == 400
    assert "whole number" in answer.json()["error"]


def test_filters_are_those_of_the_list(published: Exchange, client: Client) -> None:
    assert client.get("/api/exchanges.json?language=uz").json()["count"] == 1
    assert client.get("/api/exchanges.json?language=es").json()["count"] == 0
    assert client.get("/api/exchanges.json?q=marches").json()["count"] == 1


def test_the_csv_holds_no_formula(published: Exchange, client: Client) -> None:
    answer: Any = client.get("/api/exchanges.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["title"].startswith("'=1+1")
    assert (row["organiser_country"], row["languages"], row["gender_marker"]) == ("UZ", "fr uz", "1")


def test_the_same_number_of_queries_for_ten_times_the_records(
    published: Exchange,
    officer: Person,
    khiva_city: Organisation,
    spaces: list[Space],
    client: Client,
    django_assert_max_num_queries: Any,
) -> None:
    counts = []
    for number in (0, 10):
        for n in range(number):
            exchange = Exchange.create(
                officer, khiva_city, title=make_texts("en", en=f"E{n}"), zone="UTC", languages=["en"]
            )
            exchange.publish(officer, spaces[0])
        for address in ("/api/exchanges.json", "/api/exchanges.atom"):
            with django_assert_max_num_queries(12) as queries:
                client.get(address)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]


def test_only_reading(client: Client, db: None) -> None:
    assert client.post("/api/exchanges.json").status_code == 405
