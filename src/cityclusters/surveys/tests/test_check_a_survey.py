"""The design check: who could be recognised, and what a survey may call itself."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.exchanges.models import Attendance, Exchange, Registration
from cityclusters.people.models import Person
from cityclusters.surveys import building, design
from cityclusters.surveys.anonymity_words import says_anonymous
from cityclusters.surveys.audience import post_group
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.refusals import SurveyRefused

Browser = Callable[[Person | None], Client]


def _asking(survey: Survey, *attributes: str) -> None:
    """Adds a question for each attribute."""
    for order, attribute in enumerate(attributes):
        Question.objects.create(
            survey=survey,
            order=50 + order,
            code=f"own_{attribute}",
            kind="text",
            texts={"_": "en", "en": attribute},
            asks_about=attribute,
        )


def test_SU3_groups_of_k_pass(draft_survey: Survey, delegates: list[Registration], officer: Person) -> None:
    result = design.check(draft_survey, officer)
    assert result.passed
    assert result.cells.asked == ("sex",)
    assert draft_survey.state == Survey.State.CHECKED
    assert draft_survey.checked_by == officer


def test_SU3_city_and_sex_under_k_block_anonymous(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    _asking(draft_survey, "city")
    result = design.check(draft_survey, officer)
    assert not result.passed
    assert sorted(size for _words, size in result.small) == [3, 3, 3, 3]
    assert draft_survey.state == Survey.State.DRAFT
    remedies = [change.instead for change in result.cells.changes]
    assert {"city": "country"} in remedies or {"city": "region"} in remedies or {"sex": None} in remedies


def test_T08_city_and_post_of_officials_are_refused(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    for number, row in enumerate(delegates):
        row.post = "Mayor" if number % 6 == 0 else f"Deputy mayor for subject {number}"
        row.save()
    _asking(draft_survey, "city", "post")
    assert not design.check(draft_survey, officer).can_be_anonymous
    draft_survey.mode = Survey.Mode.CONFIDENTIAL
    draft_survey.save()
    assert design.check(draft_survey, officer).passed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "An anonymous survey"),
        ("fr", "Une enquête ANONYME"),
        ("es", "Encuesta anónima"),
        ("ar", "استبيان مجهول الهُويّة"),
        ("ru", "Анонимный опрос"),
        ("uz", "Anonim so‘rovnoma"),
        ("zh", "匿名调查"),
        ("pt", "Inquérito anônimo"),
    ],
)
def test_SU3_the_word_anonymous_is_found_in_every_language(
    draft_survey: Survey, delegates: list[Registration], officer: Person, language: str, text: str
) -> None:
    building.change_survey(
        draft_survey, officer, mode=Survey.Mode.CONFIDENTIAL, intro={"_": language, language: text}
    )
    result = design.check(draft_survey, officer)
    assert result.claims == [("intro", language)]
    assert not result.passed
    assert draft_survey.state == Survey.State.DRAFT


def test_SU3_the_word_may_stand_where_it_is_true(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    building.change_survey(draft_survey, officer, title={"_": "en", "en": "Anonymous evaluation"})
    assert design.check(draft_survey, officer).passed
    _asking(draft_survey, "city")
    assert design.check(draft_survey, officer).claims == [("title", "en")]


def test_other_words_are_no_claim() -> None:
    assert not says_anonymous("Known to nobody: answers without a name")


def test_fewer_than_k_people_are_never_anonymous(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    Attendance.objects.exclude(registration__in=[row.pk for row in delegates[:4]]).delete()
    Question.objects.filter(survey=draft_survey, asks_about="sex").delete()
    result = design.check(draft_survey, officer)
    assert result.cells.audience == 4
    assert not result.passed


def test_what_cannot_be_counted_blocks(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    _asking(draft_survey, "other")
    assert design.check(draft_survey, officer).uncountable == ["own_other"]
    assert draft_survey.state == Survey.State.DRAFT


def test_a_sensitive_question_needs_larger_groups(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    draft_survey.questions.filter(code="change").update(sensitive=True)
    result = design.check(draft_survey, officer)
    assert (result.cells.k, result.passed) == (10, False)


def test_a_question_that_looks_like_one_about_the_person_is_pointed_out(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    Question.objects.create(survey=draft_survey, code="City", kind="text", texts={"_": "en", "en": "City?"})
    assert design.check(draft_survey, officer).suspect == ["City"]


def test_before_anybody_attended_the_seats_are_counted(
    draft_survey: Survey, delegates: list[Registration], officer: Person
) -> None:
    Attendance.objects.all().delete()
    delegates[0].state = Registration.State.CANCELLED
    delegates[0].save()
    result = design.check(draft_survey, officer)
    assert (result.cells.audience, result.attended) == (11, False)


def test_changing_a_question_takes_the_check_back(checked_survey: Survey, officer: Person) -> None:
    building.remove_question(checked_survey.questions.get(code="change"), officer)
    checked_survey.refresh_from_db()
    assert checked_survey.state == Survey.State.DRAFT


def test_without_questions_there_is_nothing_to_check(training: Exchange, officer: Person) -> None:
    empty = building.create(training, officer)
    with pytest.raises(SurveyRefused) as refused:
        design.check(empty, officer)
    assert refused.value.code == "no_questions"


def test_SU3_the_page_says_why_with_sizes(
    draft_survey: Survey, delegates: list[Registration], officer: Person, as_person: Browser
) -> None:
    _asking(draft_survey, "city")
    browser = as_person(officer)
    address = f"/exchanges/{draft_survey.exchange.public_id}/manage/survey/{draft_survey.public_id}/check/"
    assert browser.post(address).status_code == 302
    page = browser.get(address).content.decode()
    assert "Bukhara" in page
    assert "Why it can&#x27;t be anonymous" in page or "Why it can't be anonymous" in page
    assert "Or keep the answers as confidential" in page
    assert "Ask for" in page or "Do not ask for" in page


def test_posts_are_grouped_by_rank() -> None:
    posts = {
        "Mayor of Khiva": "head",
        "Xiva shahar hokimi": "head",
        "Заместитель хокима": "deputy",
        "First Deputy Mayor": "deputy",
        "hokim o‘rinbosari": "deputy",
        "نائب رئيس البلدية": "deputy",
        "Adviser on women's rights": "other",
        "": "",
    }
    assert {post: post_group(post) for post in posts} == posts
