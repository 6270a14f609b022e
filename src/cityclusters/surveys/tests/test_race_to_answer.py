"""Two presses of the same button at once, and many people at once: one answer each, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cityclusters.surveys.answering import save_draft, send
from cityclusters.surveys.models import AnswerDraft, Response, Survey, Ticket
from cityclusters.surveys.refusals import SurveyRefused

TRIALS = 8


def _at_once(ticket_keys: list[int]) -> list[str]:
    """Sends an answer with each of these tickets, all at the same moment; 'kept' or the refusal's code."""
    start = Barrier(len(ticket_keys))

    def press(key: int) -> str:
        try:
            ticket = Ticket.objects.get(pk=key)
            start.wait(timeout=20)
            send(ticket, {"expect": "yes"})
        except SurveyRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(len(ticket_keys)) as pool:
        return sorted(pool.map(press, ticket_keys))


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_the_same_instant_gives_one_answer(open_survey: Survey) -> None:
    for number, ticket in enumerate(open_survey.tickets.order_by("pk")[:TRIALS], start=1):
        assert _at_once([ticket.pk] * 4) == ["kept", "spent", "spent", "spent"]
        assert Response.objects.count() == number


@pytest.mark.django_db(transaction=True)
def test_everybody_at_once_is_counted_once(open_survey: Survey) -> None:
    keys = list(open_survey.tickets.values_list("pk", flat=True))
    assert _at_once(keys) == ["kept"] * 12
    assert Response.objects.count() == 12
    assert open_survey.tickets.filter(spent=True).count() == 12


@pytest.mark.django_db(transaction=True)
def test_a_draft_saved_while_the_answer_is_sent_does_not_stay(open_survey: Survey) -> None:
    for ticket in open_survey.tickets.order_by("pk")[:TRIALS]:
        save_draft(ticket, {"q-expect": ["no"]})
        start = Barrier(2)

        def saving(key: int = ticket.pk, start: Barrier = start) -> None:
            late = Ticket.objects.get(pk=key)
            start.wait(timeout=20)
            save_draft(late, {"q-expect": ["yes"]})
            connection.close()

        def sending(key: int = ticket.pk, start: Barrier = start) -> None:
            now = Ticket.objects.get(pk=key)
            start.wait(timeout=20)
            send(now, {"expect": "yes"})
            connection.close()

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(saving), pool.submit(sending)]:
                done.result()
        assert AnswerDraft.objects.count() == 0
