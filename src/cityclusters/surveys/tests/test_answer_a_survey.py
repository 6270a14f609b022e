"""Answering by personal link, without an account and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from cityclusters.surveys import closing
from cityclusters.surveys.answering import send
from cityclusters.surveys.models import AnswerDraft, Response, Survey, Ticket
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.tests.pages import post
from cityclusters.surveys.tokens import link, token_of

Phone = Callable[[], Client]


def test_a_whole_questionnaire_in_two_parts(ticket: Ticket, phone: Phone) -> None:
    browser, address = phone(), link(ticket)
    first = browser.get(address)
    assert "Part 1 of 2" in first.content.decode()
    answer = post(browser, address, {"act": "next", "q-expect": "yes", "q-relevance": "5", "q-use": "yes"})
    second = browser.get(answer.url).content.decode()
    assert "What will you use first?" in second
    assert "Answered so far: 3 of 14 questions" in second
    fields = {"q-use_first": "The booking system", "q-partners": ["CN", "TR"], "q-sex": "female"}
    sent = post(browser, answer.url, {"act": "send", **fields}, follow=True)
    assert "Thank you. Your answers have arrived." in sent.content.decode()
    assert Response.objects.get().answers == {
        "expect": "yes",
        "relevance": 5,
        "use": "yes",
        "use_first": "The booking system",
        "partners": ["CN", "TR"],
        "sex": "female",
    }
    assert AnswerDraft.objects.count() == 0


def test_SU5_who_is_routed_out_is_not_asked(ticket: Ticket, phone: Phone) -> None:
    browser, address = phone(), link(ticket)
    answer = post(browser, address, {"act": "next", "q-expect": "no", "q-use": "no"})
    assert "What will you use first?" not in browser.get(answer.url).content.decode()
    post(browser, answer.url, {"act": "send", "q-use_first": "smuggled in"})
    answers = Response.objects.get().answers
    assert answers["use_first"] is None  # not asked
    assert "relevance" not in answers  # skipped
    assert answers["expect"] == "no"


def test_SU5_an_answer_is_dropped_when_a_later_change_routes_it_out(ticket: Ticket, phone: Phone) -> None:
    browser, address = phone(), link(ticket)
    answer = post(browser, address, {"act": "next", "q-expect": "yes", "q-use": "yes"})
    back = post(browser, answer.url, {"act": "back", "q-use_first": "The map"})
    answer = post(browser, back.url, {"act": "next", "q-expect": "yes", "q-use": "no"})
    post(browser, answer.url, {"act": "send"})
    assert Response.objects.get().answers["use_first"] is None


def test_a_missing_answer_sends_back_with_everything_filled_in(ticket: Ticket, phone: Phone) -> None:
    browser, address = phone(), link(ticket)
    page = post(browser, address, {"act": "next", "q-relevance": "4", "q-pace": "fast"}).content.decode()
    assert "Please answer this question." in page
    assert 'value="4" checked' in page
    assert 'value="fast" checked' in page
    assert Response.objects.count() == 0


def test_an_answer_that_is_no_option_is_refused(ticket: Ticket, phone: Phone) -> None:
    page = post(phone(), link(ticket), {"act": "next", "q-expect": "maybe"}).content.decode()
    assert "This answer is not one of the choices." in page


@pytest.mark.parametrize("value", ["6", "-1", "5.0", "a", "٥"])
def test_a_step_outside_the_scale_is_refused(ticket: Ticket, phone: Phone, value: str) -> None:
    fields = {"act": "next", "q-expect": "yes", "q-relevance": value}
    page = post(phone(), link(ticket), fields).content.decode()
    assert "This answer is not one of the choices." in page


def test_the_language_switch_keeps_what_is_filled_in(ticket: Ticket, phone: Phone) -> None:
    browser, address = phone(), link(ticket)
    answer = post(browser, address, {"in": "uz", "q-expect": "partly"})
    page = browser.get(answer.url).content.decode()
    assert "Javoblarni yuborish" not in page  # sending stands in the last part
    assert "Davom etish" in page
    assert 'value="partly" checked' in page
    again = browser.get(address).content.decode()  # the link alone remembers the language
    assert "Davom etish" in again


def test_each_in_her_own_language(open_survey: Survey, phone: Phone) -> None:
    uzbek = open_survey.tickets.get(person__language="uz")
    page = phone().get(link(uzbek)).content.decode()
    assert "Bu so‘rovnoma anonim" in page
    assert 'lang="uz"' in page


def test_SU11_answers_in_two_languages_are_one_set(open_survey: Survey, phone: Phone) -> None:
    for ticket, language in zip(open_survey.tickets.all(), ["uz", "fr", "en"], strict=False):
        answer = post(phone(), f"{link(ticket)}?in={language}", {"act": "next", "q-expect": "yes"})
        post(phone(), answer.url, {"act": "send", "q-partners": ["CN"]})
    assert [row.answers["expect"] for row in Response.objects.all()] == ["yes"] * 3
    assert [row.answers["partners"] for row in Response.objects.all()] == [["CN"]] * 3


def test_answering_twice_is_impossible(ticket: Ticket, phone: Phone) -> None:
    send(ticket, {"expect": "yes"})
    page = phone().get(link(ticket)).content.decode()
    assert "An answer was already sent with this link." in page
    with pytest.raises(SurveyRefused) as refused:
        send(ticket, {"expect": "no"})
    assert refused.value.code == "spent"
    assert Response.objects.count() == 1


def test_a_double_click_gives_one_answer_and_the_same_thanks(ticket: Ticket, phone: Phone) -> None:
    browser = phone()
    answer = post(browser, link(ticket), {"act": "next", "q-expect": "yes"})
    browser.get(answer.url)
    token = browser.cookies["csrf"].value
    fields = {"csrfmiddlewaretoken": token, "act": "send"}
    replies = [browser.post(answer.url, fields, follow=True) for _click in range(2)]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert "already sent" in replies[1].content.decode()
    assert Response.objects.count() == 1


def test_a_closed_survey_says_so_with_its_date(open_survey: Survey, ticket: Ticket, phone: Phone) -> None:
    Survey.objects.filter(pk=open_survey.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    page = phone().get(link(ticket)).content.decode()
    assert "This survey was closed on" in page
    assert f"{timezone.now():%Y}" in page
    with pytest.raises(SurveyRefused) as refused:
        send(ticket, {"expect": "yes"})
    assert refused.value.code == "closed"


def test_a_form_sent_after_closing_is_told_so(open_survey: Survey, ticket: Ticket, phone: Phone) -> None:
    browser, address = phone(), link(ticket)
    browser.get(address)
    closing.close(open_survey)
    fields = {"csrfmiddlewaretoken": browser.cookies["csrf"].value, "act": "next", "q-expect": "yes"}
    assert "This survey was closed on" in browser.post(address, fields).content.decode()


def test_before_opening_the_page_says_when(checked_survey: Survey, phone: Phone) -> None:
    early = Ticket.objects.create(survey=checked_survey)
    assert "It opens when the last session has ended." in phone().get(link(early)).content.decode()


def test_the_anonymous_page_says_what_is_stored(ticket: Ticket, phone: Phone) -> None:
    page = phone().get(link(ticket)).content.decode()
    assert "no name, no e-mail address, no internet address, no date, no time and no order" in page
    assert "Sending deletes them there." in page


def test_the_identified_page_says_so(named_survey: Survey, phone: Phone) -> None:
    ticket = named_survey.tickets.get(person__name="Delegate 1")
    page = phone().get(link(ticket)).content.decode()
    assert "the programme team sees your name" in page
    assert "anonymous" not in page.lower()


def test_answering_leaves_no_session_and_no_cookie_but_the_form_token(ticket: Ticket, phone: Phone) -> None:
    browser = phone()
    answer = post(browser, link(ticket), {"act": "next", "q-expect": "yes"})
    post(browser, answer.url, {"act": "send"}, follow=True)
    assert set(browser.cookies) == {"csrf"}
    assert Session.objects.count() == 0


def test_the_page_is_kept_nowhere_on_the_way(ticket: Ticket, phone: Phone) -> None:
    answer = phone().get(link(ticket))
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_after_sending_a_separate_form_is_offered(ticket: Ticket, phone: Phone) -> None:
    send(ticket, {"expect": "yes"})
    page = phone().get(f"{link(ticket)}?sent=1").content.decode()
    assert "Write a statement of need" in page
    assert f"/surveys/need/{token_of(ticket)}/" in page


def test_a_forged_link_is_not_found(ticket: Ticket, phone: Phone) -> None:
    token = token_of(ticket)
    other = Ticket.objects.exclude(pk=ticket.pk).first()
    assert other is not None
    name, signature = token.split(".")
    last = "A" if token[-1] != "A" else "B"
    for forged in (name, f"{other.public_id}.{signature}", token[:-1] + last, "x" * 300):
        assert phone().get(f"/surveys/answer/{forged}/").status_code == 404


@pytest.mark.parametrize("query", ["part=999999999999", "part=-1", "part=0", "part=x", "in=../x", "part=²"])
def test_odd_addresses_show_the_page(ticket: Ticket, phone: Phone, query: str) -> None:
    assert phone().get(f"{link(ticket)}?{query}").status_code == 200


def test_a_very_long_text_is_refused_and_kept(ticket: Ticket, phone: Phone) -> None:
    browser = phone()
    answer = post(browser, link(ticket), {"act": "next", "q-expect": "yes"})
    page = post(browser, answer.url, {"act": "send", "q-topics": "word " * 700}).content.decode()
    assert "Please shorten this text to 3000 characters." in page
    assert "word word word" in page
    assert Response.objects.count() == 0
