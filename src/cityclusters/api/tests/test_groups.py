"""Groups as JSON and CSV, and in the search: public ones alone, small numbers left out, no person."""

from datetime import date

import pytest
from django.test import Client

from cityclusters.groups.tests.making import group, member
from cityclusters.places.models import Place
from cityclusters.search.sources.groups import GROUPS

pytestmark = pytest.mark.django_db


def test_public_groups_with_their_counts(client: Client, amman: Place) -> None:
    made = group(amman, value_chains=["crafts"], founded=date(2013, 1, 1), founded_year_only=True)
    made.headcounts.create(on=date(2024, 1, 1), female=40, male=3, not_stated=7, source="Register")
    member(made, "A member by name")
    group(amman, shown_to="members")
    answer = client.get("/api/groups.json")
    found = answer.json()
    assert found["count"] == 1
    row = found["groups"][0]
    assert (row["founded"], row["value_chains"], row["place"]["country"]) == ("2013", ["crafts"], "JO")
    count = row["counts"][0]
    assert (count["female"], count["male"], count["not_stated"], count["all"]) == (40, None, None, 50)
    assert "A member by name" not in answer.text


def test_the_same_as_csv(client: Client, amman: Place) -> None:
    made = group(amman)
    made.headcounts.create(on=date(2024, 1, 1), female=40, male=3, not_stated=7, source="Register")
    group(amman, names={"_": "en", "en": "=1+1"})
    text = b"".join(client.get("/api/groups.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert ",40,,0,,50,Register" in text
    assert ",=1+1" not in text


def test_filters_are_those_of_the_list(client: Client, amman: Place, khiva: Place) -> None:
    group(amman)
    group(khiva, kind="cooperative")
    assert client.get("/api/groups.json?kind=cooperative").json()["count"] == 1


def test_the_search_knows_public_groups_alone(amman: Place) -> None:
    made = group(amman, purpose={"_": "en", "en": "We sew"}, value_chains=["textiles"])
    member(made, "A member by name")
    group(amman, shown_to="keepers")
    pages = list(GROUPS.pages_of())
    assert [page.key for page in pages] == [made.public_id]
    assert "A member by name" not in repr(pages)
