"""Frequent words choose no pages where telling ones do: bounded work, the same pages in the same order."""

import pytest
from django.utils import timezone

from cityclusters.search import indexing
from cityclusters.search.database import PlatformDatabase
from cityclusters.search.finding import vocabulary
from cityclusters.search.index import ranking
from cityclusters.search.index.asking import understand
from cityclusters.search.index.page import Page, count
from cityclusters.search.models import Document, Generation
from cityclusters.search.search_file import FileIndex, Query, usual_lengths
from cityclusters.search.tests.files import found

TEXTS = [
    ("en", f"City market number{at} " + ("weaving " * (at % 3)) + ("waste " * (at % 2))) for at in range(60)
]
TEXTS += [("fr", f"Le marché de la ville numéro{at} " + "déchets " * (at % 4)) for at in range(60)]
TEXTS += [("en", "Khiva sells carpets at the city market"), ("fr", "Khiva et ses tapis")]
QUESTIONS = ("city market", "khiva city market", "weaving waste market", "carpets", "city")


def index() -> FileIndex:
    pages = [Page("document", str(at), language, "", text) for at, (language, text) in enumerate(TEXTS)]
    return FileIndex(list(enumerate(pages)))


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few postings are enough that the bound matters among a hundred pages."""
    monkeypatch.setattr(ranking, "ENOUGH", 20)
    monkeypatch.setattr(ranking, "FEW", 2)
    monkeypatch.setattr(ranking, "MOST", 10)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_the_first_pages_and_their_order_are_those_of_the_whole_sum(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = index()
    expected = found(whole, asked, "en")
    monkeypatch.setattr(ranking, "ENOUGH", 20)
    monkeypatch.setattr(ranking, "FEW", 2)
    monkeypatch.setattr(ranking, "MOST", 60)
    assert len(expected) == 10 or asked == "carpets"
    assert found(whole, asked, "en") == expected


def test_words_that_count_most_choose_and_frequent_ones_add(bounded: None) -> None:
    rare = ranking.Weighted(1, 1, 2, 9000)
    usual, frequent = ranking.Weighted(2, 1, 30, 4000), ranking.Weighted(3, 1, 500, 700)
    seldom = ranking.Weighted(4, 1, 1, 5)
    assert ranking.parted([frequent, seldom, usual, rare]) == ([rare, usual, seldom], [frequent])
    assert ranking.parted([frequent]) == ([frequent], [])


def test_where_the_chosen_are_too_few_all_words_choose(bounded: None) -> None:
    assert len(found(index(), "khiva weaving city market", "en", top=100)) > 60


@pytest.mark.usefixtures("db", "bounded")
def test_every_database_bounds_alike() -> None:
    pages = [Page("document", str(at), language, "", text) for at, (language, text) in enumerate(TEXTS)]
    generation = Generation.objects.create(current=True, finished_at=timezone.now())
    indexing.write_all(generation, pages, usual_lengths([count(one) for one in pages]))
    database, files = PlatformDatabase(), index()
    keys = dict(Document.objects.values_list("pk", "key"))
    places = ranking.shelves(database, ["public"])
    for asked in QUESTIONS:
        hits = understand(asked, "en", database, places, vocabulary).ranked(database, places, 10)
        there = understand(asked, "en", files.database, files.places, files.vocabulary)
        theirs = there.ranked(files.database, files.places, 10)
        assert [(int(keys[hit.document]), hit.score) for hit in hits] == [
            (files.ids[hit.document], hit.score) for hit in theirs
        ]
        assert files.ranked(Query("q", asked, "en"), 10)
