"""What waits for a person, what she gets as a copy of her data, and what is left after erasing."""

from cityclusters.exchanges.models import Registration
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.surveys import closing, needs, own_data, waiting
from cityclusters.surveys.answering import send
from cityclusters.surveys.models import Response, StatementOfNeed, Survey, Ticket
from cityclusters.surveys.tokens import link


def test_an_open_survey_waits_until_its_ticket_is_spent(ticket: Ticket) -> None:
    assert ticket.person is not None
    (item,) = waiting.items(ticket.person)
    assert item.url == link(ticket)
    assert item.due is not None
    send(ticket, {"expect": "yes"})
    assert waiting.items(ticket.person) == []


def test_a_closed_survey_waits_for_nobody(open_survey: Survey, ticket: Ticket) -> None:
    closing.close(open_survey)
    assert ticket.person is not None
    assert waiting.items(ticket.person) == []


def test_a_need_waits_for_its_signature(
    delegates: list[Registration], khiva_deputy: Person, khiva_city: Organisation
) -> None:
    made = StatementOfNeed(
        exchange=delegates[0].exchange, organisation=khiva_city, problem="Water", language="en", once="x"
    )
    needs.state_need(made, Theme.objects.none(), delegates[0].person)
    (item,) = waiting.items(khiva_deputy)
    assert item.url == f"/statements/{made.public_id}/"


def test_her_copy_says_that_she_answered_but_not_what(ticket: Ticket) -> None:
    send(ticket, {"expect": "yes", "change": "More practice"})
    assert ticket.person is not None
    tables = own_data.collect(ticket.person)
    assert tables["survey_invitations"] == [
        {"survey": "How was the training?", "mode": "anonymous", "answered": True}
    ]
    assert tables["survey_answers"] == []
    assert "More practice" not in str(tables)


def test_her_copy_has_her_identified_answers(named_survey: Survey) -> None:
    ticket = named_survey.tickets.get(person__name="Delegate 3")
    send(ticket, {"change": "More practice"})
    assert ticket.person is not None
    (row,) = own_data.collect(ticket.person)["survey_answers"]
    assert row["answers"]["change"] == "More practice"


def test_erasing_keeps_the_counts_without_her_name_and_words(named_survey: Survey) -> None:
    ticket = named_survey.tickets.get(person__name="Delegate 3")
    person = ticket.person
    assert person is not None
    send(ticket, {"relevance": 5, "change": "More practice"})
    own_data.erase(person)
    response = Response.objects.get()
    assert (response.person, response.organisation) == (None, None)
    assert response.answers["relevance"] == 5
    assert "change" not in response.answers
    ticket.refresh_from_db()
    assert (ticket.person, ticket.spent) == (None, True)
    assert own_data.collect(person)["survey_invitations"] == []


def test_erasing_leaves_the_need_with_the_city_and_ends_the_contact(
    delegates: list[Registration], khiva_deputy: Person, khiva_city: Organisation
) -> None:
    made = StatementOfNeed(
        exchange=delegates[0].exchange,
        organisation=khiva_city,
        problem="Water",
        language="en",
        once="x",
        contact=True,
    )
    needs.state_need(made, Theme.objects.none(), khiva_deputy)
    own_data.erase(khiva_deputy)
    made.refresh_from_db()
    assert (made.person, made.signed_by, made.problem) == (None, None, "Water")
    assert FollowUp.objects.get(kind="need").state == "dropped"
