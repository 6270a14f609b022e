"""A grid from a spreadsheet: a dry run that names each bad cell, then rows, once; and from a survey."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.diagnosis import acts, from_survey
from cityclusters.projects.diagnosis.from_survey import Option, Results
from cityclusters.projects.models import ChainStep, GridRow, Project
from cityclusters.projects.tests import making, making_diagnosis
from cityclusters.surveys.models import Question, Response, Survey

AsPerson = Callable[[Person | None], Client]
HEADS = "Task\tWho does it\tPaid or unpaid\tHours a week, each woman\n"
GOOD = f"{HEADS}Slicing\tWomen\tUnpaid\t21,5\nSelling\tMen\t\t\n"
BAD = "Task\tWho does it\tHours a week, each woman\nSlicing\tThe girls\t21\n\tWomen\t999\n"


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english, phase="diagnosis")


@pytest.fixture
def survey_question(officer: Person, programme: Organisation) -> Question:
    """The question of a closed survey: 30 women chose credit before water, 20 men water before credit."""
    exchange = Exchange.objects.create(
        title=make_texts("en", en="Training"), kind="training", state="done", organiser=programme,
        owner=officer, zone="Asia/Tashkent", languages=["en"],
    )  # fmt: skip
    now = timezone.now()
    survey = Survey.objects.create(
        exchange=exchange, title=make_texts("en", en="Needs"), state="closed", languages=["en"],
        mode="anonymous", mode_when_opened="anonymous", opened_at=now, closes_at=now, closed_at=now,
        invited=60,
    )  # fmt: skip
    options = [{"code": code, "texts": make_texts("en", en=code.title())} for code in ("credit", "water")]
    made = Question.objects.create(
        survey=survey, code="need", kind="single", texts=make_texts("en", en="What is most needed?"),
        options=options,
    )  # fmt: skip
    chosen = (("female", "credit", 20), ("female", "water", 10), ("male", "credit", 8), ("male", "water", 12))
    for sex, answer, number in chosen:
        for _each in range(number):
            Response.objects.create(survey=survey, anonymous=True, sex=sex, answers={"need": answer})
    return made


def url(name: str, project: Project, *rest: object) -> str:
    return reverse(f"projects:{name}", args=[project.public_id, *rest])


def test_a_pasted_table_is_shown_first_and_made_once(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    browser, page = as_person(khiva_deputy), url("diagnosis-upload", cluster, "labour")
    text = browser.post(page, {"pasted": GOOD}).content.decode()
    assert "2 rows would be made" in text
    assert not GridRow.objects.exists()
    for _again in range(2):
        browser.post(url("diagnosis-confirm-upload", cluster, "labour"))
    rows = list(GridRow.objects.values_list("name", "share", "paid", "women_hours"))
    assert [(*row[:3], row[3] and float(row[3])) for row in rows] == [
        ("Slicing", "women", "unpaid", 21.5),
        ("Selling", "men", "", None),
    ]


def test_each_bad_cell_is_named_and_nothing_is_made(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    browser, page = as_person(khiva_deputy), url("diagnosis-upload", cluster, "labour")
    text = browser.post(page, {"pasted": BAD}).content.decode()
    assert "3 cells need correction" in text
    assert "Not known here. Write one of: Women" in text
    assert "This cell must not be empty." in text
    assert "Slicing\tThe girls" in text  # what was pasted is still there
    browser.post(url("diagnosis-confirm-upload", cluster, "labour"))
    assert not GridRow.objects.exists()


def test_a_download_filled_in_comes_back_in_any_language(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    making_diagnosis.whole(cluster, khiva_deputy)
    browser = as_person(khiva_deputy)
    for kind in ("labour", "access_control", "power_responsibility", "needs_perception", "steps"):
        answer = browser.get(url("diagnosis-table", cluster, kind))
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        sent = SimpleUploadedFile("table.xlsx", content)
        text = browser.post(
            url("diagnosis-upload", cluster, kind), {"file": sent, "replace": "on"}
        ).content.decode()
        assert "would be made" in text, text
        browser.post(url("diagnosis-confirm-upload", cluster, kind))
    assert GridRow.objects.count() == 6
    assert ChainStep.objects.get(name="Drying").female == 40


def test_the_whole_diagnosis_is_a_workbook(
    cluster: Project, khiva_deputy: Person, as_person: AsPerson
) -> None:
    making_diagnosis.whole(cluster, khiva_deputy)
    answer = as_person(khiva_deputy).get(url("diagnosis-file", cluster))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert len(book.sheetnames) == 7


def test_a_signed_table_of_another_project_makes_nothing(
    cluster: Project, bukhara_city: Organisation, khiva_deputy: Person, as_person: AsPerson
) -> None:
    other = making.project(bukhara_city, lead=khiva_deputy)
    browser = as_person(khiva_deputy)
    browser.post(url("diagnosis-upload", cluster, "labour"), {"pasted": GOOD})
    browser.post(url("diagnosis-confirm-upload", other, "labour"))
    assert not GridRow.objects.exists()


def option(code: str, women: int | None, men: int | None, **most: int) -> Option:
    return Option(code, code.title(), "en", women, men, most, False)


def test_SU7_a_survey_gives_ranks_only_of_what_it_may_show() -> None:
    results = Results(
        [option("water", 20, 6), option("price", 12, None, male=9), option("lorry", 12, None, male=4)],
        44, 15, False,
    )  # fmt: skip
    rows = {row["name"]: row for row in from_survey.needs_from(results, "Survey")}
    assert [rows[name]["women_rank"] for name in ("Water", "Price", "Lorry")] == [1, 2, 2]
    assert rows["Water"]["men_rank"] is None  # a hidden number may be larger than 6
    assert "men: 6 of 15" in rows["Water"]["note"]
    assert rows["Price"]["men_rank"] is None
    assert rows["Price"]["note"] == "women: 12 of 44"


def test_SU7_no_share_is_taken_where_a_number_of_that_sex_is_hidden() -> None:
    results = Results([option("we", 20, None), option("they", 8, None)], 28, 6, False)
    rows = from_survey.shares_from(results, {"we": "women", "they": "men"}, "share", "Slicing", "en", "S")
    assert [(row["heard"], row["share"]) for row in rows] == [("women", "women")]
    even = Results([option("we", 9, 9), option("they", 9, 3)], 18, 12, False)
    rows = from_survey.shares_from(even, {"we": "women", "they": "men"}, "control", "Oven", "en", "S")
    assert [(row["heard"], row["control"]) for row in rows] == [("men", "women")]


def test_rows_from_a_survey_replace_those_made_from_it_before(
    cluster: Project, khiva_deputy: Person, survey_question: Question
) -> None:
    rows = [{"language": "en", "name": "Water", "women_rank": 1}]
    for _again in range(2):
        acts.add_from_survey(cluster, khiva_deputy, survey_question, "needs_perception", rows)
    assert GridRow.objects.get().question == survey_question
    with pytest.raises(NotPossible):
        acts.add_from_survey(cluster, khiva_deputy, survey_question, "needs_perception", [])


def test_a_closed_survey_is_mapped_on_its_page(
    cluster: Project, officer: Person, survey_question: Question, as_person: AsPerson
) -> None:
    browser, page = as_person(officer), url("diagnosis-survey", cluster, "needs_perception")
    survey = survey_question.survey.public_id
    assert survey in browser.get(page).content.decode()
    assert survey_question.code in browser.get(page, {"survey": survey}).content.decode()
    there = f"{page}?survey={survey}&question={survey_question.code}"
    text = browser.get(there).content.decode()
    assert "Credit" in text
    assert browser.post(there).status_code == 302
    rows = {row.name: (row.women_rank, row.men_rank) for row in cluster.grid_rows.all()}
    assert rows == {"Credit": (1, 2), "Water": (2, 1)}


def test_others_surveys_are_not_offered(
    cluster: Project, khiva_deputy: Person, survey_question: Question, as_person: AsPerson
) -> None:
    page = url("diagnosis-survey", cluster, "needs_perception")
    survey = survey_question.survey.public_id
    assert survey not in as_person(khiva_deputy).get(page).content.decode()
    there = f"{page}?survey={survey}&question={survey_question.code}"
    assert as_person(khiva_deputy).post(there).status_code == 200
    assert not GridRow.objects.exists()
