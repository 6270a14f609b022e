"""Dictionaries: imported from files, and learned from our own reviewed translations."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import Translation
from cityclusters.practices.tests.making import draft, publish
from cityclusters.search import learned
from cityclusters.search.jobs import learn as learn_job
from cityclusters.search.models import Pair
from cityclusters.search.tests.conftest import MakeExchange
from cityclusters.search.tests.test_search import page, titles
from cityclusters.search.words.learning import learn

Rebuilt = Callable[[], None]


@pytest.fixture
def loom(make_exchange: MakeExchange, rebuilt: Rebuilt) -> None:
    make_exchange(en="Heddles and shuttles for the loom")
    rebuilt()


def _forget() -> None:
    caches["memory"].clear()


def _import(path: Path, *arguments: str) -> None:
    call_command("import_lexicon", str(path), *arguments, verbosity=0)
    _forget()


def test_a_csv_file_makes_words_found(loom: None, tmp_path: Path, client: Client) -> None:
    assert titles(page(client, "lizos")) == []
    path = tmp_path / "looms.csv"
    path.write_text("es,en\nlizos,heddles; heddle\ntelar,loom\n", encoding="utf-8")
    _import(path)
    assert len(titles(page(client, "los lizos"))) == 1
    assert Pair.objects.filter(origin="looms.csv").exists()
    _import(path, "--remove")
    assert not Pair.objects.exists()
    assert titles(page(client, "lizos")) == []


def test_a_second_import_takes_the_place_of_the_first(tmp_path: Path, db: None) -> None:
    path = tmp_path / "words.tsv"
    for meaning in ("loom", "frame"):
        path.write_text(f"telar\t{meaning}\n", encoding="utf-8")
        _import(path, "--from", "es", "--to", "en", "--name", "weaving")
    assert set(Pair.objects.filter(language="es").values_list("origin", "expression")) == {
        ("weaving", "frame")
    }


def test_a_tmx_file_names_its_languages(loom: None, tmp_path: Path, client: Client) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(
        '<?xml version="1.0"?><tmx version="1.4"><header/><body><tu>'
        '<tuv xml:lang="en-GB"><seg>shuttle</seg></tuv>'
        '<tuv xml:lang="fr"><seg>navette <i>de tissage</i></seg></tuv>'
        "</tu></body></tmx>",
        encoding="utf-8",
    )
    _import(path)
    assert len(titles(page(client, "navette de tissage"))) == 1


@pytest.mark.parametrize("packed", [True, False])
def test_a_dictd_dictionary(packed: bool, loom: None, tmp_path: Path, client: Client) -> None:
    article = b"Webstuhl /ve:p/ <n, masc>\n 1. loom, weaving loom\n"
    (tmp_path / "deu-eng.index").write_text("Webstuhl\tA\ty\n00databaseinfo\tA\tA\n", encoding="utf-8")
    target = tmp_path / ("deu-eng.dict.dz" if packed else "deu-eng.dict")
    target.write_bytes(gzip.compress(article) if packed else article)
    _import(tmp_path / "deu-eng.index", "--from", "de", "--to", "en")
    assert set(Pair.objects.filter(language="de").values_list("expression", flat=True)) == {
        "loom",
        "weaving loom",
    }


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("words.pdf", b"x", "not a .csv"),
        ("words.csv", b"a,b\n", "--from and --to"),
        ("words.csv", b"\xff\xfe\x00", "not a dictionary"),
        ("words.tmx", b"<tmx><tu></tmx>", "not a dictionary"),
        (
            "words.tmx",
            b'<!DOCTYPE t [<!ENTITY a "b">]><tmx><tu><tuv lang="en"><seg>&a;</seg></tuv></tu></tmx>',
            "not a dictionary",
        ),
        ("words.tmx", b"<tmx><body/></tmx>", "no entry"),
        ("words.dict", b"x", "--from and --to"),
    ],
)
def test_a_file_that_is_no_dictionary_is_refused(
    name: str, content: bytes, why: str, tmp_path: Path, db: None
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CommandError, match=why):
        _import(path)
    with pytest.raises(CommandError, match=r"cannot be read|say its two"):
        _import(tmp_path / "missing.csv")


def test_words_are_learned_from_sentences() -> None:
    sentences = [
        (["water", "clean"], ["agua", "limpia"]),
        (["water", "city"], ["ciudad", "agua"]),
        (["clean", "city"], ["ciudad", "limpia"]),
        (["water"], ["agua"]),
    ]
    best = {one.word: one.meaning for one in reversed(learn(sentences))}
    assert best == {"water": "agua", "clean": "limpia", "city": "ciudad"}
    assert learn([]) == []
    assert learn([(["once"], ["una"])]) == []


def test_reviewed_translations_teach_words(
    reads_english: Person, officer: Person, khiva: Place, khiva_city: Organisation
) -> None:
    done = "Heddles for weavers. Heddles for all. Looms turn."
    practice = draft(reads_english, khiva, khiva_city, title="Heddles", done=done, result="Looms turn.")
    version = publish(practice, officer)
    content = {**version.content, "title": "Lizos"}
    content["sections"] = {
        key: text.replace("Heddles for weavers.", "Lizos para tejedoras.")
        .replace("Heddles for all.", "Lizos para muchas.")
        .replace("Looms turn.", "Telares giran.")
        for key, text in version.content["sections"].items()
    }
    row = Translation.objects.create(
        version=version, language="es", content=content, state="reviewed", reviewed_at=timezone.now()
    )
    assert learned.learn_again() > 0
    pairs = set(Pair.objects.filter(origin="learned", language="en").values_list("phrase", "expression"))
    assert ("heddl", "lizos") in pairs
    row.delete()
    learned.learn_again()
    assert not Pair.objects.exists()


def test_the_night_job_runs_once_a_day(db: None) -> None:
    caches["default"].clear()
    learn_job()
    learn_job()
