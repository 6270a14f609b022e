"""Officers upload needs for organisations: a dry run names each bad cell, then drafts wait for signatures."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need
from cityclusters.support.tests.making_needs import signed

Browser = Callable[[Person | None], Client]
UPLOAD, CONFIRM = "/needs/upload/", "/needs/upload/confirmation/"
HEADER = [
    "Organisation", "Title", "Problem", "Themes", "Forms of cooperation", "Languages", "Preferred countries",
    "From", "Hosts wanted", "Urgency", "SDG targets", "Other hosts too",
]  # fmt: skip
GOOD = [
    "Municipality of Khiva", "Selling crafts online", "They sell to tourists alone.",
    "E-Commerce, Digitization and Smart Cities; covid-19", "Training course; Study tour or site visit",
    "English; ru", "China; JO", "2027-03-01", 2, "Within six months", "5.5, 8.3", "No",
]  # fmt: skip


def sheet(*rows: list[Any], header: list[str] = HEADER) -> SimpleUploadedFile:
    """An XLSX file."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (header, *rows):
        page.append(row)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("needs.xlsx", file.getvalue())


def changed(**cells: Any) -> list[Any]:
    """The good line with other cells, by heading ('_' for a space)."""
    row = dict(zip(HEADER, GOOD, strict=True)) | {
        name.replace("_", " "): cell for name, cell in cells.items()
    }
    return list(row.values())


def test_a_dry_run_makes_nothing_and_the_confirmation_drafts_to_sign(
    officer: Person, reads_english: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    browser = as_person(officer)
    page = browser.post(UPLOAD, {"file": sheet(GOOD)}).content.decode()
    assert "1 need would be made" in page
    assert not Need.objects.exists()
    browser.post(CONFIRM)
    need = Need.objects.get()
    assert (need.state, need.author, need.organisation, need.wants) == ("draft", officer, khiva_city, 2)
    assert {theme.code for theme in need.themes.all()} == {"covid-19", "e-commerce"}
    assert (need.modalities, need.languages) == (["training", "study_tour"], ["en", "ru"])
    assert (need.urgency, need.sdg_targets, str(need.window_start)) == ("soon", ["5.5", "8.3"], "2027-03-01")
    assert [wish.country_id for wish in need.wishes.all()] == ["CN", "JO"]
    assert not need.elsewhere
    assert Letter.objects.filter(person=reads_english).count() == 1
    browser.post(CONFIRM)  # pressed twice
    assert Need.objects.count() == 1
    as_person(reads_english).post(f"{need.get_absolute_url()}signature/")
    assert Need.objects.get().state == "open"


BAD = [
    ({"Organisation": "Municipality of Nowhere"}, "No organisation of that name"),
    ({"Title": ""}, "must not be empty"),
    ({"Title": "x" * 141}, "At most 140"),
    ({"Themes": "Astrology"}, "Astrology"),
    ({"Forms_of_cooperation": "Magic"}, "Magic"),
    ({"Languages": "Klingon"}, "Klingon"),
    ({"Preferred_countries": "Atlantis"}, "Atlantis"),
    ({"Preferred_countries": "CN; JO; UZ; PE"}, "At most three"),
    ({"From": "30.2.2027"}, "There is no such day"),
    ({"Hosts_wanted": "many"}, "from 1 to 20"),
    ({"Urgency": "Yesterday"}, "Yesterday"),
    ({"SDG_targets": "5.99"}, "5.99"),
    ({"Problem": "=1+1"}, "formula"),
    ({"Other_hosts_too": "perhaps"}, "perhaps"),
]


@pytest.mark.parametrize(("cells", "words"), BAD)
def test_each_bad_cell_is_named_and_nothing_is_kept(
    cells: dict[str, Any], words: str, officer: Person, khiva_city: Organisation, themes: list[Theme],
    as_person: Browser,
) -> None:  # fmt: skip
    browser = as_person(officer)
    answer = browser.post(UPLOAD, {"file": sheet(changed(Title="A good one"), changed(**cells))})
    reading = answer.context["reading"]
    assert {(problem.line, problem.column) for problem in reading.problems} == {
        (3, next(iter(cells)).replace("_", " "))
    }
    assert words in answer.content.decode()
    browser.post(CONFIRM)
    assert not Need.objects.exists()


def test_the_same_need_twice_or_once_more_is_named(
    officer: Person, khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    signed(khiva_deputy, khiva_city, themes[1], title="Known already")
    file = sheet(GOOD, changed(Title="SELLING crafts online"), changed(Title="Known already"))
    page = as_person(officer).post(UPLOAD, {"file": file}).content.decode()
    assert "stands in the file twice" in page
    assert "has stated this need already" in page


def test_two_organisations_of_one_name_are_told_apart(
    officer: Person, khiva_city: Organisation, bukhara_city: Organisation, themes: list[Theme],
    as_person: Browser,
) -> None:  # fmt: skip
    bukhara_city.names = make_texts("en", en="Municipality of Khiva")
    bukhara_city.save()
    page = as_person(officer).post(UPLOAD, {"file": sheet(GOOD)}).content.decode()
    assert "Several organisations fit" in page
    exact = changed(Organisation="Municipality of Khiva (Bukhara, Uzbekistan)")
    reading = as_person(officer).post(UPLOAD, {"file": sheet(exact)}).context["reading"]
    assert (reading.problems, reading.needs[0]["organisation"]) == ([], bukhara_city.public_id)


def test_a_table_without_its_columns_says_which(officer: Person, as_person: Browser) -> None:
    page = as_person(officer).post(UPLOAD, {"file": sheet(["Khiva"], header=["Organisation"])})
    assert "These columns are missing" in page.content.decode()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\x00\x01\x02", b"a;b\n1;2"])
def test_what_is_no_table_is_refused_in_words(content: bytes, officer: Person, as_person: Browser) -> None:
    answer = as_person(officer).post(UPLOAD, {"file": SimpleUploadedFile("needs.xlsx", content)})
    assert answer.status_code == 200
    assert not Need.objects.exists()


def test_our_own_file_can_be_filled_and_an_export_be_read(
    officer: Person, khiva_deputy: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    browser = as_person(officer)
    book = load_workbook(BytesIO(b"".join(browser.get("/needs/table/"))))
    assert [cell for cell in next(iter(book.worksheets[0].values))][:2] == ["Organisation", "Title"]
    need = signed(khiva_deputy, khiva_city, themes[1], wishes=["CN"], elsewhere=False)
    export = b"".join(browser.get("/needs/?format=xlsx"))
    Need.objects.update(state="met")
    answer = browser.post(UPLOAD, {"file": SimpleUploadedFile("needs.xlsx", export)})
    assert [problem.text for problem in answer.context["reading"].problems] == []
    browser.post(CONFIRM)
    made = Need.objects.exclude(pk=need.pk).get()
    same = (
        "title",
        "problem",
        "result",
        "modalities",
        "languages",
        "sdg_targets",
        "urgency",
        "shown_to",
        "wants",
        "elsewhere",
    )
    assert [getattr(made, name) for name in same] == [getattr(need, name) for name in same]


def test_no_other_host_needs_a_country(
    officer: Person, khiva_city: Organisation, themes: list[Theme], as_person: Browser
) -> None:
    lines = sheet(changed(Preferred_countries=""), changed(Title="Another one", Other_hosts_too=""))
    reading = as_person(officer).post(UPLOAD, {"file": lines}).context["reading"]
    assert [(problem.line, problem.column) for problem in reading.problems] == [(2, "Other hosts too")]
    assert [row["elsewhere"] for row in reading.needs] == [False, True]


def test_others_know_of_no_such_page(khiva_deputy: Person, as_person: Browser) -> None:
    browser = as_person(khiva_deputy)
    assert browser.get(UPLOAD).status_code == 404
    assert browser.post(CONFIRM).status_code == 404
    assert browser.get("/needs/table/").status_code == 404
