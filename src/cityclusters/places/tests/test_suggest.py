"""Suggestions under a search box: for everybody, politely."""

import pytest
from django.test import Client

from cityclusters.places import views
from cityclusters.places.models import Place
from cityclusters.places.throttle import Throttle


def test_suggestions_are_ids_and_labels(client: Client, yichuns: list[Place]) -> None:
    answer = client.get("/places/suggest/", {"q": "yich"})
    assert answer.json() == [
        {"id": yichuns[0].public_id, "label": "Yichun, Jiangxi, China"},
        {"id": yichuns[1].public_id, "label": "Yichun, Heilongjiang, China"},
    ]
    assert "max-age=600" in answer["Cache-Control"]
    assert client.get("/places/suggest/", {"q": "yich", "country": "uz"}).json() == []


@pytest.mark.parametrize(
    "query", [{}, {"q": ""}, {"q": "%"}, {"q": "x" * 3000}, {"q": "k", "country": "💥💥"}]
)
def test_strange_questions_get_an_empty_list(client: Client, db: None, query: dict[str, str]) -> None:
    answer = client.get("/places/suggest/", query)
    assert answer.status_code == 200
    assert answer.json() == []


def test_who_asks_too_often_waits(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "throttle", Throttle(most=2, seconds=1000))
    answers = [client.get("/places/suggest/", {"q": "khiva"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "10"


def test_each_window_and_each_reader_counts_alone() -> None:
    throttle = Throttle(most=1, seconds=10)
    assert throttle.allows("a", now=100)
    assert not throttle.allows("a", now=105)
    assert throttle.allows("b", now=105)
    assert throttle.allows("a", now=110)


def test_only_reading(client: Client) -> None:
    assert client.post("/places/suggest/").status_code == 405
