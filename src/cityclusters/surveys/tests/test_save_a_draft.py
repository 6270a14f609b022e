"""Unfinished answers: kept under the link, without a person, deleted at sending and at closing."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from cityclusters.surveys import closing
from cityclusters.surveys.answering import draft_of, save_draft, send
from cityclusters.surveys.models import AnswerDraft, Response, Survey, Ticket
from cityclusters.surveys.tests.pages import post
from cityclusters.surveys.tokens import draft_key, link, token_of

Phone = Callable[[], Client]


def test_save_and_continue_later_on_another_device(ticket: Ticket, phone: Phone) -> None:
    answer = post(phone(), link(ticket), {"act": "save", "q-expect": "no", "q-pace": "slow"}, follow=True)
    page = answer.content.decode()
    assert "Your answers are saved." in page
    again = phone().get(link(ticket)).content.decode()
    assert 'value="no" checked' in again
    assert 'value="slow" checked' in again
    assert Response.objects.count() == 0


def test_the_script_saves_while_she_types(ticket: Ticket, phone: Phone) -> None:
    browser = phone()
    browser.get(link(ticket))
    fields = {"csrfmiddlewaretoken": browser.cookies["csrf"].value, "q-expect": "partly"}
    answer = browser.post(f"/surveys/answer/{token_of(ticket)}/draft/?part=1", fields)
    assert (answer.status_code, answer.content) == (204, b"")
    assert 'value="partly" checked' in phone().get(link(ticket)).content.decode()


def test_the_script_needs_the_form_token(ticket: Ticket, phone: Phone) -> None:
    assert phone().post(f"/surveys/answer/{token_of(ticket)}/draft/", {"q-expect": "yes"}).status_code == 403


def test_a_draft_names_neither_person_nor_ticket(ticket: Ticket) -> None:
    save_draft(ticket, {"q-expect": ["yes"]}, "en")
    draft = AnswerDraft.objects.get()
    assert {field.name for field in AnswerDraft._meta.concrete_fields} == {
        "key",
        "survey",
        "fields",
        "language",
    }
    assert str(draft.key) != str(ticket.pk)
    assert ticket.public_id not in str(draft.fields)


def test_the_number_of_a_draft_needs_the_secret_key(ticket: Ticket, settings: object) -> None:
    before = draft_key(ticket)
    settings.SECRET_KEY = "another secret key of the server, long enough for anybody"  # type: ignore[attr-defined]
    assert draft_key(ticket) != before


def test_another_part_keeps_the_first_ones_answers(ticket: Ticket) -> None:
    save_draft(ticket, {"q-expect": ["yes"]})
    save_draft(ticket, {"q-change": ["More time"]})
    draft = draft_of(ticket)
    assert draft is not None
    assert draft.fields == {"q-expect": ["yes"], "q-change": ["More time"]}


def test_sending_deletes_the_draft_and_a_late_save_does_not_bring_it_back(
    ticket: Ticket, phone: Phone
) -> None:
    browser = phone()
    browser.get(link(ticket))
    save_draft(ticket, {"q-expect": ["yes"]})
    send(ticket, {"expect": "yes"})
    assert AnswerDraft.objects.count() == 0
    fields = {"csrfmiddlewaretoken": browser.cookies["csrf"].value, "q-expect": "yes"}
    late = browser.post(f"/surveys/answer/{token_of(ticket)}/draft/?part=1", fields)
    assert late.status_code == 204
    assert AnswerDraft.objects.count() == 0


def test_closing_deletes_all_drafts(open_survey: Survey, ticket: Ticket) -> None:
    save_draft(ticket, {"q-expect": ["yes"]})
    closing.close(open_survey)
    assert AnswerDraft.objects.count() == 0


def test_after_closing_the_script_is_told_that_it_is_gone(
    open_survey: Survey, ticket: Ticket, phone: Phone
) -> None:
    browser = phone()
    browser.get(link(ticket))
    Survey.objects.filter(pk=open_survey.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    fields = {"csrfmiddlewaretoken": browser.cookies["csrf"].value, "q-expect": "yes"}
    assert browser.post(f"/surveys/answer/{token_of(ticket)}/draft/", fields).status_code == 410


def test_fields_that_are_no_questions_are_not_kept(ticket: Ticket, phone: Phone) -> None:
    post(phone(), link(ticket), {"act": "save", "q-expect": "yes", "q-unknown": "x", "name": "Somebody"})
    assert set(AnswerDraft.objects.get().fields) >= {"q-expect"}
    assert "Somebody" not in str(AnswerDraft.objects.get().fields)
    assert "q-unknown" not in AnswerDraft.objects.get().fields


def test_a_flood_is_not_kept(ticket: Ticket) -> None:
    assert not save_draft(ticket, {"q-change": ["x" * 100_001]})
    assert AnswerDraft.objects.count() == 0
