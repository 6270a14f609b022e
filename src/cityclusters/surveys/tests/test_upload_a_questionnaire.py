"""The questionnaire as a spreadsheet: taken away, translated, uploaded after a dry run."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from cityclusters.core.sheets import write_csv, write_xlsx
from cityclusters.journal.models import Draft
from cityclusters.people.models import Person
from cityclusters.surveys import table
from cityclusters.surveys.models import Survey

Browser = Callable[[Person | None], Client]
Lines = list[list[Any]]


def _address(survey: Survey, rest: str = "") -> str:
    return f"/exchanges/{survey.exchange.public_id}/manage/survey/{survey.public_id}/questions/{rest}"


def _upload(browser: Client, survey: Survey, header: list[str], lines: Lines) -> str:
    file = SimpleUploadedFile("questions.xlsx", write_xlsx(header, lines))
    answer = browser.post(_address(survey, "upload/"), {"file": file})
    assert answer.status_code == 200
    return str(answer.content.decode())


def _confirm(browser: Client, survey: Survey) -> None:
    assert browser.post(_address(survey, "upload/confirmation/")).status_code == 302


HEADER = ["question", "option", "kind", "required", "asks_about", "shown_if", "low", "high", "dont_know"]
HEADER += ["text:en", "text:fr"]
GOOD: Lines = [
    ["day", "", "single", "yes", "", "", "", "", "", "Which day?", "Quel jour ?"],
    ["day", "mo", "", "", "", "", "", "", "", "Monday", "Lundi"],
    ["day", "dk", "", "", "", "", "", "", "yes", "I don't know", "Je ne sais pas"],
    ["mark", "", "scale", "", "", "day=mo", "0", "10", "", "How good?", "Quelle note ?"],
]


def test_what_is_downloaded_can_be_uploaded_unchanged(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    browser = as_person(officer)
    answer = browser.get(_address(draft_survey, "table/"))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet["A2"].value == "expect"
    before: Any = list(draft_survey.questions.values())
    file = SimpleUploadedFile("questions.xlsx", content)
    page = browser.post(_address(draft_survey, "upload/"), {"file": file}).content.decode()
    assert "This would change" in page
    assert "cells need correction" not in page
    _confirm(browser, draft_survey)
    after: Any = list(draft_survey.questions.values())
    fields = ["code", "order", "kind", "required", "sensitive", "asks_about", "shown_if", "low", "high"]
    assert [[row[name] for name in fields] for row in after] == [
        [row[name] for name in fields] for row in before
    ]
    offered = {"_", "en", "fr", "uz"}
    for old, new in zip(before, after, strict=True):
        assert new["texts"] == {code: text for code, text in old["texts"].items() if code in offered}
        assert [option["code"] for option in new["options"]] == [option["code"] for option in old["options"]]


def test_a_dry_run_changes_nothing_and_a_confirmation_everything(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    browser = as_person(officer)
    page = _upload(browser, draft_survey, HEADER, GOOD)
    assert "Nothing has changed yet." in page
    assert draft_survey.questions.count() == 14
    _confirm(browser, draft_survey)
    day, mark = draft_survey.questions.all()
    assert (day.code, day.required, day.dont_know) == ("day", True, frozenset({"dk"}))
    assert day.options[0]["texts"] == {"_": "en", "en": "Monday", "fr": "Lundi"}
    assert (mark.low, mark.high, mark.shown_if) == (0, 10, {"question": "day", "any_of": ["mo"]})
    assert Draft.objects.count() == 0


def test_SU11_languages_are_columns_of_one_set_of_codes(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    browser = as_person(officer)
    _upload(browser, draft_survey, [*HEADER, "text:ru"], [[*line, "по-русски"] for line in GOOD])
    _confirm(browser, draft_survey)
    draft_survey.refresh_from_db()
    assert draft_survey.languages == ["en", "fr", "uz", "ru"]
    assert draft_survey.questions.get(code="day").options[1]["texts"]["ru"] == "по-русски"


@pytest.mark.parametrize(
    ("line", "column", "value", "words"),
    [
        (0, 2, "choose", "Write one of: single, multiple, scale, text."),
        (0, 0, "the day", "Use letters without accents"),
        (0, 3, "maybe", "Write “yes” or leave the cell empty."),
        (0, 9, "", "The text in this language is missing."),
        (1, 9, "", "The text in this language is missing."),
        (2, 1, "mo", "Two options have the same code."),
        (1, 0, "other", "An option stands below its question"),
        (3, 6, "ten", "Write a whole number."),
        (3, 7, "0", "A scale has from 2 to 21 steps."),
        (3, 5, "day", "Write the code of an earlier question"),
        (3, 5, "later=yes", "Write the code of an earlier question"),
        (3, 5, "day=sunday", "The earlier question has no answer “sunday”."),
        (3, 0, "day", "Another question of this survey has this code."),
        (0, 4, "shoes", "Write one of: sex, country"),
        (0, 4, "sex", "A question about sex uses the codes"),
    ],
)
def test_each_bad_cell_is_named_with_its_line_and_reason(
    draft_survey: Survey,
    officer: Person,
    as_person: Browser,
    line: int,
    column: int,
    value: str,
    words: str,
) -> None:
    lines = [list(row) for row in GOOD]
    lines[line][column] = value
    page = _upload(as_person(officer), draft_survey, HEADER, lines)
    assert words in page
    assert f'<td class="num" data-label="Line">{line + 2}</td>' in page or "sex uses" in words
    assert "Put these questions into the survey" not in page
    as_person(officer).post(_address(draft_survey, "upload/confirmation/"))
    assert draft_survey.questions.count() == 14


def test_a_formula_is_no_text(draft_survey: Survey, officer: Person, as_person: Browser) -> None:
    content = write_csv(HEADER, GOOD).replace(b"Which day?", b'"=HYPERLINK(""http://x"")"')
    answer = as_person(officer).post(
        _address(draft_survey, "upload/"), {"file": SimpleUploadedFile("questions.csv", content)}
    )
    assert "This cell holds a formula." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("questions.xlsx", b"PK\x03\x04 not a workbook", "damaged"),
        ("questions.csv", b"", "empty"),
        ("questions.csv", b"name,age\nx,1\n", "The table needs the columns"),
        ("questions.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
    ],
)
def test_a_file_that_is_no_questionnaire_is_refused(
    draft_survey: Survey, officer: Person, as_person: Browser, name: str, content: bytes, words: str
) -> None:
    file = SimpleUploadedFile(name, content)
    answer = as_person(officer).post(_address(draft_survey, "upload/"), {"file": file})
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_a_draft_made_by_hand_is_not_believed(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    browser = as_person(officer)
    browser.post(f"/drafts/survey-table-{draft_survey.public_id}/", {"signed": '[[{"code": "x"}], []]'})
    answer = browser.post(_address(draft_survey, "upload/confirmation/"), follow=True)
    assert "Upload the table first." in answer.content.decode()
    assert draft_survey.questions.count() == 14


def test_an_opened_survey_takes_no_table(open_survey: Survey, officer: Person, as_person: Browser) -> None:
    page = _upload(as_person(officer), open_survey, HEADER, GOOD)
    assert "can&#x27;t change. Copy it." in page
    assert open_survey.questions.count() == 14


def test_headings_are_known() -> None:
    assert table.known("Text:UZ")
    assert table.known(" question ")
    assert not table.known("text:xx")
    assert not table.known("Name")
