"""What this app keeps about a person, for her own copy, and what is left after erasing (rule SA4)."""

from typing import Any

from cityclusters.core.texts import pick
from cityclusters.people.models import Person
from cityclusters.surveys import needs
from cityclusters.surveys.models import Question, Response, StatementOfNeed, Ticket

Tables = dict[str, list[dict[str, Any]]]
STATEMENT = (
    "public_id", "state", "stated_at", "language", "problem", "result", "modalities", "countries",
    "languages", "window_start", "window_end", "urgency", "shown_to", "contact", "contact_ended_at", "post",
    "signed_at", "withdrawn_at",
)  # fmt: skip


def collect(person: Person) -> Tables:
    """Her invitations to surveys, her answers where they are kept with her name, her statements of need.

    Answers to anonymous surveys can't be in it: nobody can find hers."""
    tickets = Ticket.objects.filter(person=person).select_related("survey").order_by("pk")
    responses = Response.objects.filter(person=person).select_related("survey").order_by("answered_on")
    statements = StatementOfNeed.objects.filter(person=person).order_by("pk")
    return {
        "survey_invitations": [
            {"survey": pick(row.survey.title).text, "mode": row.survey.mode, "answered": row.spent}
            for row in tickets
        ],
        "survey_answers": [
            {"survey": pick(row.survey.title).text, "answered_on": row.answered_on, "answers": row.answers}
            for row in responses
        ],
        "statements_of_need": [{name: getattr(row, name) for name in STATEMENT} for row in statements],
    }


def erase(person: Person) -> None:
    """Takes her out of what this app keeps: answers stay for the counts, without her name and without the
    words she wrote; her statements stay with the organisation, without her, and nobody is contacted."""
    for statement in StatementOfNeed.objects.filter(person=person):
        needs.end_contact(statement, person)
    StatementOfNeed.objects.filter(person=person).update(person=None, post="")
    StatementOfNeed.objects.filter(signed_by=person).update(signed_by=None)
    for response in Response.objects.filter(person=person).select_related("survey"):
        texts = set(response.survey.questions.filter(kind=Question.Kind.TEXT).values_list("code", flat=True))
        response.answers = {code: said for code, said in response.answers.items() if code not in texts}
        response.person = response.organisation = None
        response.save(update_fields=["answers", "person", "organisation"])
    Ticket.objects.filter(person=person).update(person=None)
