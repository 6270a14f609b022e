"""Abuse 29 and 30: a retry after a lost answer, answering twice, and guessing links."""

import random
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.ids import ALPHABET
from cityclusters.people.models import Person
from cityclusters.surveys.models import Response, StatementOfNeed, Survey, Ticket
from cityclusters.surveys.tests.conftest import checked_survey, delegates, draft_survey, open_survey, training
from cityclusters.surveys.tests.pages import post
from cityclusters.surveys.tokens import link, need_link, token_of

__all__ = ["checked_survey", "delegates", "draft_survey", "open_survey", "training"]


def test_29_a_retry_after_a_lost_answer_gives_one_record(open_survey: Survey) -> None:
    ticket = open_survey.tickets.first()
    assert ticket is not None
    phone = Client(enforce_csrf_checks=True)
    step = post(phone, link(ticket), {"act": "next", "q-expect": "yes"})
    for _retry in range(3):
        fields = {"csrfmiddlewaretoken": phone.cookies["csrf"].value, "act": "send"}
        assert phone.post(step.url, fields).status_code in (200, 302)
    assert Response.objects.count() == 1


def test_29_a_statement_sent_again_gives_one_record(open_survey: Survey) -> None:
    ticket = open_survey.tickets.select_related("person").first()
    assert ticket is not None
    phone = Client(enforce_csrf_checks=True)
    page = phone.get(need_link(ticket)).content.decode()
    organisation = page.split('name="organisation"')[1].split('value="')[1].split('"')[0]
    fields: dict[str, Any] = {
        "organisation": organisation,
        "language": "en",
        "problem": "Water",
        "themes": ["covid-19"],
        "modalities": ["training"],
        "languages": ["en"],
        "urgency": "normal",
        "shown_to": "team",
        "once": page.split('name="once" value="')[1].split('"')[0],
    }
    for _retry in range(3):
        assert post(phone, need_link(ticket), fields).status_code == 200
    assert StatementOfNeed.objects.count() == 1


def test_30_a_second_browser_with_the_same_link_answers_nothing(open_survey: Survey) -> None:
    ticket = open_survey.tickets.first()
    assert ticket is not None
    browsers = [Client(enforce_csrf_checks=True) for _number in range(2)]
    steps = [post(one, link(ticket), {"act": "next", "q-expect": "yes"}) for one in browsers]
    for one, step in zip(browsers, steps, strict=True):
        one.post(step.url, {"csrfmiddlewaretoken": one.cookies["csrf"].value, "act": "send"})
    assert Response.objects.count() == 1


def test_30_a_ticket_of_another_survey_opens_only_its_own(open_survey: Survey, officer: Person) -> None:
    other = Survey.objects.create(exchange=open_survey.exchange, title={"en": "Other"}, languages=["en"])
    stolen = Ticket.objects.create(survey=other)
    assert "not open yet" in Client().get(link(stolen)).content.decode()
    assert Response.objects.count() == 0


def test_30_links_cannot_be_guessed(open_survey: Survey) -> None:
    ticket = open_survey.tickets.first()
    assert ticket is not None
    signature = token_of(ticket).split(".")[1]
    assert len(signature) * 6 >= 128  # bits
    dice = random.Random(30)
    for _guess in range(50):
        guess = "".join(dice.choice(ALPHABET) for _letter in range(len(signature)))
        assert Client().get(f"/surveys/answer/{ticket.public_id}.{guess}/").status_code == 404
        assert Client().get(f"/surveys/need/{ticket.public_id}.{guess}/").status_code == 404


@pytest.mark.parametrize("address", ["answer", "need"])
def test_30_the_link_of_somebody_suspended_is_no_identity(open_survey: Survey, address: str) -> None:
    ticket = open_survey.tickets.select_related("person").first()
    assert ticket is not None
    assert ticket.person is not None
    ticket.person.state = Person.State.SUSPENDED
    ticket.person.save()
    expected = 200 if address == "answer" else 404
    assert Client().get(f"/surveys/{address}/{token_of(ticket)}/").status_code == expected
