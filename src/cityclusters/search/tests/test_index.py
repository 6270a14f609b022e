"""The index follows what changes, is made anew while it answers, and ranks alike everywhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.search import indexing
from cityclusters.search.database import PlatformDatabase
from cityclusters.search.finding import vocabulary
from cityclusters.search.index import ranking
from cityclusters.search.index.asking import understand
from cityclusters.search.index.database import MemoryDatabase
from cityclusters.search.index.page import Page, count
from cityclusters.search.index.writing import packed, unpacked
from cityclusters.search.jobs import follow
from cityclusters.search.models import Document, Generation, Label, Partition, Posting, Term
from cityclusters.search.search_file import FileIndex, Query, usual_lengths
from cityclusters.search.tests.conftest import MakeExchange
from cityclusters.search.tests.test_languages import OTHERS, WASTE
from cityclusters.search.tests.test_search import page, titles
from cityclusters.search.words import concepts, names

Rebuilt = Callable[[], None]


def state() -> dict[str, object]:
    """Everything that the index knows, without its numbers for it."""
    terms = Term.objects.values_list("partition__language", "partition__audience", "written", "term", "df")
    sizes = Partition.objects.filter(documents__gt=0).values_list(
        "language", "audience", "documents", "length"
    )
    words = {
        term.pk: (term.partition.language, term.term) for term in Term.objects.select_related("partition")
    }
    pages = {row.pk: (row.kind, row.key) for row in Document.objects.all()}
    postings = Posting.objects.values_list("term_id", "document_id", "impact")
    return {
        "terms": sorted(terms),
        "sizes": sorted(sizes),
        "postings": sorted((words[term], pages[document], impact) for term, document, impact in postings),
        "labels": sorted(
            (facet, pages[key]) for facet, key in Label.objects.values_list("facet", "document_id")
        ),
    }


def test_what_changes_is_found_after_the_next_look(
    make_exchange: MakeExchange, officer: Person, rebuilt: Rebuilt, client: Client
) -> None:
    exchange = make_exchange(en="Weaving")
    rebuilt()
    exchange.change(officer, title=make_texts("en", en="Pottery"))
    follow()
    assert titles(page(client, "pottery")) == ["Pottery"]
    assert titles(page(client, "weaving")) == []
    new = make_exchange(en="Beekeeping")
    follow()
    assert titles(page(client, "beekeeping")) == ["Beekeeping"]
    new.cancel(officer, "ill")
    follow()
    assert titles(page(client, "beekeeping")) == ["Beekeeping"]  # its page says that it is cancelled


def test_following_leaves_what_making_anew_would(
    make_exchange: MakeExchange, officer: Person, rebuilt: Rebuilt
) -> None:
    exchanges = [make_exchange(en=f"Weaving {number}", fr=f"Tissage {number}") for number in range(4)]
    rebuilt()
    exchanges[0].change(officer, title=make_texts("en", en="Pottery without glaze", ar="فخار"))
    exchanges[1].withdraw(officer, exchanges[1].spaces.get())
    make_exchange(es="Apicultura")
    follow()
    followed = state()
    rebuilt()
    anew = state()
    for part in ("terms", "sizes", "labels"):  # impacts also depend on how long a usual page is
        assert followed[part] == anew[part]


def test_an_entry_that_was_committed_late_is_not_passed_by(
    make_exchange: MakeExchange, officer: Person, rebuilt: Rebuilt, client: Client
) -> None:
    exchange = make_exchange(en="Weaving")
    rebuilt()
    exchange.change(officer, title=make_texts("en", en="Pottery"))
    late = Entry.objects.latest("pk")
    number, late.pk = late.pk, late.pk + 1000
    Entry.objects.filter(pk=number).delete()
    make_exchange(en="Another act")
    follow()
    Entry(pk=number, act=late.act, subject_kind=late.subject_kind, subject_id=late.subject_id).save()
    follow()
    assert titles(page(client, "pottery")) == ["Pottery"]


def test_looking_twice_writes_nothing_twice(make_exchange: MakeExchange, rebuilt: Rebuilt) -> None:
    rebuilt()
    make_exchange(en="Weaving")
    assert indexing.catch_up() > 0
    assert indexing.catch_up() == 0
    Entry.objects.update(at=timezone.now() - timedelta(hours=1))
    indexing.catch_up()
    generation = indexing.current()
    assert generation is not None
    assert generation.entry == Entry.objects.latest("pk").pk


def test_the_old_index_answers_until_the_new_one_is_whole(
    make_exchange: MakeExchange, client: Client, rebuilt: Rebuilt
) -> None:
    make_exchange(en="Weaving")
    rebuilt()
    seen = []
    indexing.rebuild(lambda done, total: seen.append(titles(page(client, "weaving"))))
    assert seen
    assert all(found == ["Weaving"] for found in seen)
    assert Generation.objects.count() == 1
    assert Term.objects.exclude(partition__generation__current=True).count() == 0


def test_a_rebuild_that_died_is_cleared_away(make_exchange: MakeExchange, rebuilt: Rebuilt) -> None:
    make_exchange(en="Weaving")
    dead = Generation.objects.create()
    indexing.write_all(dead, [Page("exchange", "x", "en", "Left", "behind")], {})
    rebuilt()
    assert not Document.objects.filter(key="x").exists()
    assert not Generation.objects.filter(pk=dead.pk).exists()
    assert Posting.objects.count() == Posting.objects.filter(term_id__in=Term.objects.values("pk")).count()


def test_without_an_index_one_is_asked_for_once(db: None) -> None:
    follow()
    follow()
    assert Generation.objects.filter(current=False).count() == 1


def test_the_command_says_how_many(make_exchange: MakeExchange, capsys: pytest.CaptureFixture[str]) -> None:
    make_exchange(en="Weaving")
    call_command("reindex")
    assert "pages are in the index" in capsys.readouterr().out


def test_every_database_ranks_like_files(db: None) -> None:
    texts = [*WASTE.items(), *OTHERS.items(), ("en", "Waste and a bus, waste again"), ("sw", "Basi ya shule")]
    pages = [Page("document", str(at), language, "", text) for at, (language, text) in enumerate(texts)]
    files = FileIndex(list(enumerate(pages)))
    usual = usual_lengths([count(one) for one in pages])
    generation = Generation.objects.create(current=True, finished_at=timezone.now())
    indexing.write_all(generation, pages, usual)
    database = PlatformDatabase()
    lexicons = [concepts.built_in(), names.built_in()]
    keys = dict(Document.objects.values_list("pk", "key"))
    for asked, language in [
        ("waste", "en"),
        ("school bus waste", "en"),
        ("отходы", "ru"),
        ("垃圾分类", "zh"),
    ]:
        for place in (ranking.shelves(database, ["public"]),):
            here = understand(asked, language, database, place, vocabulary, lexicons).ranked(database, place)
            there = understand(
                asked, language, files.database, files.places, files.vocabulary, lexicons
            ).ranked(files.database, files.places)
        ours = [(int(keys[hit.document]), hit.score) for hit in here]
        theirs = [(files.ids[hit.document], hit.score) for hit in there]
        assert ours == theirs
        assert [key for key, _score in ours] == files.ranked(Query("q", asked, language), 100)


def test_the_tables_of_files_have_the_same_columns(db: None) -> None:
    memory = MemoryDatabase()
    for model in (Partition, Term, Posting, Document, Label):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            ours = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        assert {row[1] for row in memory.rows(f"PRAGMA table_info({table})")} == ours


def test_numbers_are_packed_and_come_back() -> None:
    for ids in ([], [1], [5, 3, 2_000_000_000, 9_000_000_000]):
        assert unpacked(packed(ids)) == sorted(ids)


def test_a_minute_with_more_lines_than_one_look_takes_is_caught_up_with(
    make_exchange: MakeExchange,
    officer: Person,
    rebuilt: Rebuilt,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = make_exchange(en="Weaving"), make_exchange(en="Baskets")
    rebuilt()
    monkeypatch.setattr(indexing, "MOST_LINES", 2)
    for number in range(6):
        first.change(officer, title=make_texts("en", en=f"Weaving {number}"))
    second.change(officer, title=make_texts("en", en="Pottery"))
    follow()
    assert titles(page(client, "pottery")) == ["Pottery"]
