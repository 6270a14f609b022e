"""The report: its counts and bases, what it hides, who sees it, and its three forms."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from docx import Document
from openpyxl import load_workbook

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Contributor, Exchange, RecordedMessage, Registration
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Organisation, Person
from cityclusters.surveys import answering, closing, needs, publishing
from cityclusters.surveys.models import Release, Response, StatementOfNeed, Survey
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.reporting.building import build_report
from cityclusters.surveys.reporting.frozen import as_json, from_json
from cityclusters.surveys.reporting.parts import Report, Table
from cityclusters.surveys.results import analysis_of

AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def closed(open_survey: Survey) -> Survey:
    """Eleven of twelve answered: six women, five men; ten chose China, one skipped the countries."""
    for number, ticket in enumerate(open_survey.tickets.order_by("pk")[:11]):
        given: dict[str, Any] = {
            "expect": "yes" if number < 10 else "dont_know",
            "relevance": 5 if number % 2 else 4,
            "pace": "right",
        }
        given |= {
            "sex": "female" if number < 6 else "male",
            "change": f"Words {number}, call +998 71 1234567",
        }
        if number < 10:
            given["partners"] = ["CN", "TR"] if number < 4 else ["CN"]
        answering.send(ticket, given)
    closing.close(open_survey)
    return open_survey


def report_of(survey: Survey, names_shown: bool = True) -> Report:
    return build_report(survey.exchange, survey, names_shown=names_shown)


def table(report: Report, caption: str) -> Table:
    return next(t for section in report.sections for t in section.tables if t.caption.startswith(caption))


def cells(found: Table) -> dict[str, list[str]]:
    return {row.label: ["hidden" if c.hidden else c.text for c in row.cells] for row in found.rows}


def test_SU4_percentage_names_its_base(closed: Survey) -> None:
    found = table(report_of(closed), "Did the training give you")
    assert cells(found)["Yes"][0] == "91 % (10 of 11)"
    assert found.base == "Base: 11 people who answered this question."
    assert ("Response rate", "92 % (11 of 12)") in report_of(closed).sections[3].facts


def test_SU5_dont_know_stays_in_the_base_and_a_skip_leaves_it(closed: Survey) -> None:
    report = report_of(closed)
    assert cells(table(report, "Did the training give you"))["I don't know"][0] == "9 % (1 of 11)"
    partners = table(report, "With cities of which countries")
    assert cells(partners)["China"][0] == "100 % (10 of 10)"
    assert partners.base == "Base: 10 people who answered this question; 1 skipped it."


def test_SU6_a_multiple_choice_says_that_it_adds_to_more_than_100(closed: Survey) -> None:
    notes = " ".join(table(report_of(closed), "With cities of which countries").notes)
    assert "add to more than 100" in notes
    assert "14 choices" in notes


def test_SU7_a_small_group_is_hidden_everywhere(closed: Survey) -> None:
    """With two men fewer there are only three: nothing by sex may show that, in any part of the report."""
    gone = [row.pk for row in Response.objects.filter(survey=closed, sex="male")[:2]]
    Response.objects.filter(pk__in=gone).delete()
    report = report_of(closed)
    answered = cells(table(report, "By sex, as stated"))
    assert answered["Men"][2] == "hidden"
    assert answered["Women"][2] == "hidden"
    for section in report.sections[3:4]:
        for found in section.tables:
            assert list(found.columns) == ["Everybody"], found.caption


def test_SU8_small_base_and_low_response_are_said(closed: Survey) -> None:
    report = report_of(closed)
    assert any(
        "read counts rather than percentages" in note for note in table(report, "How was the pace").notes
    )
    assert any("few people" in warning for warning in report.warnings)


def test_the_sex_that_was_asked_is_no_table_of_its_own(closed: Survey) -> None:
    assert "sex" not in analysis_of(closed)["questions"]
    assert all("sex" not in t.caption.lower() for t in report_of(closed).sections[3].tables)


def test_answers_are_not_analysed_while_more_can_come(open_survey: Survey) -> None:
    with pytest.raises(ValueError, match="closed"):
        analysis_of(open_survey)
    assert report_of(open_survey).sections[3].empty


def test_registered_and_attended_by_sex_with_the_small_group_and_its_complement_hidden(
    closed: Survey, delegates: list[Registration]
) -> None:
    for seat in delegates[:3]:
        Person.objects.filter(pk=seat.person_id).update(sex="")
    found = cells(table(report_of(closed), "By sex, as stated"))
    assert found["Total"][0] == "12"
    assert found["Not stated"][0] == "hidden"
    assert sum(row[0] == "hidden" for row in found.values()) >= 2


def test_speakers_by_sex_as_stated_and_a_recorded_message_is_no_speaker(
    closed: Survey, programme: Organisation, trainer: Person
) -> None:
    exchange = closed.exchange
    for sex in ("female", "", ""):
        Contributor.objects.create(
            exchange=exchange,
            organisation=programme,
            post="Professor",
            sex=sex,
            role="trainer",
            state="confirmed",
        )
    RecordedMessage.objects.create(
        exchange=exchange,
        title=make_texts("en", en="Hello"),
        organisation=programme,
        post="Director",
        language="en",
    )
    section = report_of(closed).sections[-1]
    assert cells(section.tables[0]) == {
        "Women": ["1"],
        "Men": ["0"],
        "Another answer": ["0"],
        "Prefer not to say": ["0"],
        "Not stated": ["2"],
        "Total": ["3"],
    }
    assert section.facts == [("Recorded messages (not speakers)", "1")]


def test_only_those_who_work_on_it_see_it_before_it_is_published(
    closed: Survey, as_person: AsPerson, officer: Person, stranger: Person
) -> None:
    address = f"/exchanges/{closed.exchange.public_id}/report"
    for end in ("/", ".docx", ".xlsx"):
        assert as_person(stranger).get(address + end).status_code == 404
        assert as_person(None).get(address + end).status_code == 404
        assert as_person(officer).get(address + end).status_code == 200
    assert as_person(stranger).post(f"{address}/publication/").status_code == 403
    assert as_person(officer).post(f"{address}/publication/").status_code == 302
    assert as_person(None).get(f"{address}/").status_code == 200


def test_publishing_closes_its_follow_up_and_an_open_survey_cannot_be_published(
    open_survey: Survey, officer: Person
) -> None:
    with pytest.raises(SurveyRefused, match="not_closed"):
        publishing.publish(open_survey, officer)
    closing.close(open_survey)
    publishing.publish(open_survey, officer)
    assert open_survey.state == Survey.State.PUBLISHED
    assert FollowUp.objects.get(kind="survey_report").state == FollowUp.State.DONE


def test_a_published_report_stays_as_it_was_until_a_release_with_a_reason(
    closed: Survey, as_person: AsPerson, officer: Person, second_officer: Person
) -> None:
    address = f"/exchanges/{closed.exchange.public_id}/report/"
    publishing.publish(closed, officer)
    Exchange.objects.filter(pk=closed.exchange_id).update(title=make_texts("en", en="New title"))
    closed.refresh_from_db()
    assert "New title" not in as_person(None).get(address).context["report"].title
    with pytest.raises(SurveyRefused, match="no_reason"):
        publishing.publish(closed, second_officer)
    assert (
        as_person(officer).post(f"{address}publication/", {"reason": "The title was wrong"}).status_code
        == 302
    )
    assert as_person(None).get(address).context["report"].title == "New title"
    assert list(Release.objects.values_list("number", "reason")) == [(2, "The title was wrong"), (1, "")]


def test_SU7_no_second_release_with_fewer_than_k_new_answers(closed: Survey, officer: Person) -> None:
    release = publishing.publish(closed, officer)
    Release.objects.filter(pk=release.pk).update(responses=release.responses - 2)
    with pytest.raises(SurveyRefused, match="too_few_new"):
        publishing.publish(closed, officer, "Two answers came late")


def test_a_frozen_report_comes_back_as_it_was(closed: Survey) -> None:
    report = report_of(closed)
    assert from_json(json.loads(json.dumps(as_json(report)))) == report


def test_own_words_are_for_the_team_only_and_marked_where_they_point_to_somebody(
    closed: Survey, as_person: AsPerson, officer: Person
) -> None:
    publishing.publish(closed, officer)
    address = f"/exchanges/{closed.exchange.public_id}/report"
    page = as_person(officer).get(f"{address}/").content.decode()
    assert "Words 3, call" in page
    assert "may point to somebody" in page
    assert "Words 3" not in as_person(None).get(f"{address}/").content.decode()
    for end in (".docx", ".xlsx"):
        assert b"Words 3" not in as_person(officer).get(address + end).getvalue()


def test_the_three_forms_hide_the_same_and_the_workbook_has_numbers(
    closed: Survey, as_person: AsPerson, officer: Person
) -> None:
    browser = as_person(officer)
    address = f"/exchanges/{closed.exchange.public_id}/report"
    document = Document(io.BytesIO(browser.get(f"{address}.docx").getvalue()))
    text = "\n".join(cell.text for grid in document.tables for row in grid.rows for cell in row.cells)
    assert "91 % (10 of 11)" in text
    book = load_workbook(io.BytesIO(browser.get(f"{address}.xlsx").getvalue()))
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 10 in values
    report = report_of(closed)
    hidden = sum(
        c.hidden for section in report.sections for t in section.tables for r in t.rows for c in r.cells
    )
    assert text.count("not shown") == hidden
    assert values.count("not shown") == hidden
    page = browser.get(f"{address}/").content.decode()
    assert page.count('class="protected"') == hidden


def test_EX7_reported_needs_counts_a_response_rate_and_follow_ups(
    training: Exchange, closed: Survey, officer: Person
) -> None:
    publishing.mark_reported(training, officer)
    training.refresh_from_db()
    assert training.state == Exchange.State.REPORTED


def test_EX7_reported_is_refused_with_what_is_missing(training: Exchange, officer: Person) -> None:
    with pytest.raises(NotPossible, match=r"attendance is recorded.*no closed survey"):
        publishing.mark_reported(training, officer)


def test_EX7_each_need_with_consent_must_have_its_follow_up(
    training: Exchange, closed: Survey, officer: Person, khiva_city: Organisation, khiva_deputy: Person
) -> None:
    for number in range(2):
        need = StatementOfNeed(exchange=training, organisation=khiva_city, problem="P", contact=True)
        need.once, need.language = f"key{number}", "en"
        needs.state_need(need, [], khiva_deputy)
    FollowUp.objects.filter(kind="need")[0].delete()
    with pytest.raises(NotPossible, match="1 statement of need with consent has no follow-up"):
        publishing.mark_reported(training, officer)
    StatementOfNeed.objects.update(contact=False)
    publishing.mark_reported(training, officer)


def test_B1_registered_and_attended_by_post_in_groups_never_by_title(
    closed: Survey, delegates: list[Registration]
) -> None:
    for seat in delegates[:6]:
        Registration.objects.filter(pk=seat.pk).update(post="Hokim of a certain town")
    found = table(report_of(closed), "By post")
    assert cells(found) == {
        "Deputies": ["6", "6"],
        "Mayors and other heads of an authority": ["6", "6"],
        "Total": ["12", "12"],
    }
    Registration.objects.filter(pk=delegates[6].pk).update(post="Hokim of another town")
    Registration.objects.filter(pk__in=[seat.pk for seat in delegates[7:9]]).update(post="Adviser")
    hidden = cells(table(report_of(closed), "By post"))
    assert [row[0] for row in hidden.values()] == ["hidden", "7", "hidden", "12"]


def test_in_another_language_the_words_change_and_the_numbers_stay(closed: Survey) -> None:
    with translation.override("fr"):
        rows = table(report_of(closed), "La formation vous a-t-elle").rows
    assert "10" in rows[0].cells[0].text


def test_the_report_takes_the_same_number_of_queries_with_more_people(
    closed: Survey,
    as_person: AsPerson,
    officer: Person,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    publishing.publish(closed, officer)
    browser = as_person(None)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        assert browser.get(f"/exchanges/{closed.exchange.public_id}/report/").status_code == 200
