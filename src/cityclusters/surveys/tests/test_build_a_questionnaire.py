"""The questionnaire builder: ready-made questionnaires, questions one by one, translations side by side."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Person
from cityclusters.surveys import building
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.models.question import SEX_CODES
from cityclusters.surveys.ready_made import questionnaires
from cityclusters.surveys.refusals import SurveyRefused

Browser = Callable[[Person | None], Client]
LIST = {
    "option-TOTAL_FORMS": "4",
    "option-INITIAL_FORMS": "0",
    "texts_en": "Which day suits you?",
    "option-0-code": "mo",
    "option-0-text_en": "Monday",
    "option-0-text_fr": "Lundi",
    "option-1-text_en": "Tuesday",
    "option-1-text_fr": "Mardi",
    "option-2-text_en": "I don't know",
    "option-2-dont_know": "on",
}


def _address(survey: Survey, rest: str = "") -> str:
    return f"/exchanges/{survey.exchange.public_id}/manage/survey/{survey.public_id}/{rest}"


def test_ready_made_questionnaires_are_complete_in_six_languages() -> None:
    assert list(questionnaires()) == ["post_training", "short_evaluation", "six_months_later"]
    for ready in questionnaires().values():
        assert set(ready.languages) == {"en", "fr", "es", "ar", "ru", "uz"}
        texts = [ready.name, ready.about, ready.survey["title"], ready.survey["intro"]]
        for question in ready.questions:
            texts += [
                question[name] for name in ("texts", "helps", "low_label", "high_label") if name in question
            ]
            texts += [option["texts"] for option in question.get("options", [])]
        for text in texts:
            assert set(text) == {"_", *ready.languages}, text
            assert all(text.values())


def test_ready_made_questions_fit_the_rules() -> None:
    for ready in questionnaires().values():
        codes: list[str] = []
        for question in ready.questions:
            rule = question.get("shown_if", {})
            assert not rule or rule["question"] in codes
            codes.append(question["code"])
            if question.get("asks_about") == "sex":
                assert [option["code"] for option in question["options"]] == SEX_CODES
        assert len(codes) == len(set(codes))


def test_SU10_no_ready_made_questionnaire_asks_for_a_name_or_address() -> None:
    for ready in questionnaires().values():
        assert {question.get("asks_about", "") for question in ready.questions} <= {"", "sex"}


def test_one_click_makes_the_evaluation_in_the_languages_of_the_exchange(
    training: Exchange, officer: Person, as_person: Browser
) -> None:
    as_person(officer).post(f"/exchanges/{training.public_id}/manage/survey/", {"key": "post_training"})
    survey = Survey.objects.get()
    assert survey.languages == ["en", "fr", "uz"]
    assert survey.questions.count() == 14
    assert survey.questions.get(code="partners").options[0]["texts"]["uz"] == "Xitoy"


def test_an_unknown_questionnaire_is_refused(training: Exchange, officer: Person, as_person: Browser) -> None:
    as_person(officer).post(f"/exchanges/{training.public_id}/manage/survey/", {"key": "../secret"})
    assert Survey.objects.count() == 0


def test_a_list_question_with_its_translations(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    answer = as_person(officer).post(_address(draft_survey, "questions/new/single/"), LIST)
    assert answer.status_code == 302, answer.content.decode()
    question = draft_survey.questions.get(code="which_day_suits_you")
    assert question.order == 14
    assert [option["code"] for option in question.options] == ["mo", "tuesday", "i_dont_know"]
    assert question.options[0]["texts"] == {"_": "en", "en": "Monday", "fr": "Lundi"}
    assert question.dont_know == {"i_dont_know"}
    assert question.languages_missing() == ["fr", "uz"]


def test_more_lines_keep_what_is_typed(draft_survey: Survey, officer: Person, as_person: Browser) -> None:
    address = _address(draft_survey, "questions/new/single/")
    page = as_person(officer).post(address, {**LIST, "more": "1"}).content.decode()
    assert 'value="Lundi"' in page
    assert "option-7-code" in page
    assert draft_survey.questions.count() == 14


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"option-1-code": "mo"}, "Two options have the same code."),
        ({"option-0-code": "très-bien"}, "Use letters without accents"),
        ({"option-1-text_en": ""}, "Write this language first."),
        ({"texts_en": ""}, "This field is required."),
        ({"code": "expect"}, "Another question of this survey has this code."),
        ({"asks_about": "sex"}, "A question about sex uses the codes"),
        ({"asks_about": "shoe size"}, "Select a valid choice"),
        ({"option-TOTAL_FORMS": "nonsense"}, "A list needs two options or more."),
    ],
)
def test_a_wrong_question_comes_back_filled_in(
    draft_survey: Survey, officer: Person, as_person: Browser, change: dict[str, str], words: str
) -> None:
    answer = as_person(officer).post(_address(draft_survey, "questions/new/single/"), {**LIST, **change})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert draft_survey.questions.count() == 14


def test_a_rule_names_answers_to_one_earlier_question(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    address = _address(draft_survey, "question/change/")
    fields = {"texts_en": "What would you change?", "code": "change", "shown_if": ["use=no", "use=perhaps"]}
    assert as_person(officer).post(address, fields).status_code == 302
    question = draft_survey.questions.get(code="change")
    assert question.shown_if == {"question": "use", "any_of": ["no", "perhaps"]}
    fields["shown_if"] = ["use=no", "pace=slow"]
    assert "one question only" in as_person(officer).post(address, fields).content.decode()
    fields["shown_if"] = ["sex=female"]  # stands after it
    assert as_person(officer).post(address, fields).status_code == 200


def test_a_question_needed_by_a_rule_stays(draft_survey: Survey, officer: Person) -> None:
    with pytest.raises(SurveyRefused) as refused:
        building.remove_question(draft_survey.questions.get(code="use"), officer)
    assert refused.value.code == "needed_by_rule"


def test_questions_move_but_not_past_their_rule(draft_survey: Survey, officer: Person) -> None:
    def codes() -> list[str]:
        return list(draft_survey.questions.values_list("code", flat=True))

    assert codes()[:2] == ["expect", "relevance"]
    assert building.move_question(draft_survey.questions.get(code="relevance"), officer, up=True)
    assert codes()[:2] == ["relevance", "expect"]
    assert not building.move_question(draft_survey.questions.get(code="relevance"), officer, up=True)
    assert not building.move_question(draft_survey.questions.get(code="use_first"), officer, up=True)
    assert not building.move_question(draft_survey.questions.get(code="sex"), officer, up=False)


def test_moving_and_removing_by_buttons(draft_survey: Survey, officer: Person, as_person: Browser) -> None:
    browser = as_person(officer)
    browser.post(_address(draft_survey, "question/sex/up/"))
    assert draft_survey.questions.all()[12].code == "sex"
    page = browser.get(_address(draft_survey, "question/sex/removal/"))
    assert "Take this question out?" in page.content.decode()
    browser.post(_address(draft_survey, "question/sex/removal/"))
    assert not draft_survey.questions.filter(code="sex").exists()
    assert browser.get(_address(draft_survey, "question/sex/")).status_code == 404


def test_the_preview_shows_each_language(draft_survey: Survey, officer: Person, as_person: Browser) -> None:
    browser = as_person(officer)
    page = browser.get(_address(draft_survey, "questions/preview/?in=fr&part=2")).content.decode()
    assert "Que changeriez-vous ?" in page
    assert "Cette enquête" in page or "anonymous" in page
    assert browser.get(_address(draft_survey, "questions/preview/?in=xx&part=99")).status_code == 200


def test_words_languages_and_dates(draft_survey: Survey, officer: Person, as_person: Browser) -> None:
    fields: dict[str, Any] = {
        "mode": "confidential",
        "purpose": "evaluation",
        "level": "1",
        "languages": ["fr", "en", "ru"],
        "opens_at": "",
        "open_days": "4",
        "title_en": "How was it?",
        "title_fr": "C'était comment ?",
        "title_uz": draft_survey.title["uz"],
        "intro_en": "Thank you.",
    }
    answer = as_person(officer).post(_address(draft_survey, "settings/"), fields)
    assert answer.status_code == 302, answer.content.decode()
    draft_survey.refresh_from_db()
    assert draft_survey.languages == ["en", "fr", "ru"]
    assert draft_survey.title["fr"] == "C'était comment ?"
    assert draft_survey.title["uz"]  # a language that is not offered now keeps its text
    assert (draft_survey.mode, draft_survey.open_days, draft_survey.offers_need) == ("confidential", 4, False)


def test_wrong_dates_come_back(draft_survey: Survey, officer: Person, as_person: Browser) -> None:
    fields = {
        "mode": "anonymous",
        "purpose": "evaluation",
        "level": "1",
        "languages": ["en"],
        "open_days": "0",
    }
    page = as_person(officer).post(
        _address(draft_survey, "settings/"),
        {**fields, "title_en": "Kept words", "opens_at": "2021-02-29T10:00"},
    )
    assert page.status_code == 200
    assert "Kept words" in page.content.decode()


def test_a_copy_can_be_changed_where_the_original_cannot(open_survey: Survey, officer: Person) -> None:
    made = building.copy(open_survey, officer)
    assert (made.state, made.copied_from) == (Survey.State.DRAFT, open_survey)
    assert [q.code for q in made.questions.all()] == [q.code for q in open_survey.questions.all()]
    building.remove_question(made.questions.get(code="change"), officer)
    assert open_survey.questions.filter(code="change").exists()


def test_only_a_survey_without_tickets_is_deleted(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    as_person(officer).post(_address(draft_survey, "deletion/"))
    assert Survey.objects.count() == 0


def test_an_opened_survey_is_not_deleted(open_survey: Survey, officer: Person, as_person: Browser) -> None:
    answer = as_person(officer).post(_address(open_survey, "deletion/"), follow=True)
    assert "can&#x27;t be deleted" in answer.content.decode()
    assert Survey.objects.count() == 1


def test_an_opened_questionnaire_is_refused_with_its_words_kept(
    open_survey: Survey, officer: Person, as_person: Browser
) -> None:
    fields = {"texts_en": "Something else?", "code": "change"}
    page = as_person(officer).post(_address(open_survey, "question/change/"), fields).content.decode()
    assert "Something else?" in page
    assert "can&#x27;t change. Copy it." in page
    assert Question.objects.get(survey=open_survey, code="change").texts["en"] == "What would you change?"


@pytest.mark.parametrize("rest", ["", "check/", "questions/", "settings/", "questions/upload/", "opening/"])
def test_only_those_who_work_on_the_exchange_see_its_survey(
    draft_survey: Survey, khiva_deputy: Person, newcomer: Person, as_person: Browser, rest: str
) -> None:
    assert as_person(None).get(_address(draft_survey, rest)).status_code == 302
    assert (
        as_person(khiva_deputy).get(_address(draft_survey, rest)).status_code == 403
    )  # she sees the exchange
    Exchange.objects.update(state=Exchange.State.IDEA)
    assert as_person(newcomer).get(_address(draft_survey, rest)).status_code == 404


def test_a_survey_of_another_exchange_is_not_found(
    draft_survey: Survey, officer: Person, as_person: Browser
) -> None:
    other = Exchange.objects.create(
        title={"_": "en", "en": "Other"}, organiser=draft_survey.exchange.organiser, owner=officer, zone="UTC"
    )
    address = f"/exchanges/{other.public_id}/manage/survey/{draft_survey.public_id}/"
    assert as_person(officer).get(address).status_code == 404
