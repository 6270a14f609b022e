"""Who may do what with statements of need: pure questions. Surveys belong to those who may manage their
exchange (`exchanges.rules`)."""

from cityclusters.people.models import Person
from cityclusters.surveys.models import StatementOfNeed


def may_sign(person: Person, statement: StatementOfNeed) -> bool:
    """Somebody with a mandate in force for the organisation, while it waits for a signature (rule PE1)."""
    return statement.state == StatementOfNeed.State.UNSIGNED and person.acts_for(statement.organisation)


def may_withdraw(person: Person, statement: StatementOfNeed) -> bool:
    """Who wrote it, and who acts for the organisation today: it stays when a person leaves (rule PE3)."""
    if statement.state == StatementOfNeed.State.WITHDRAWN:
        return False
    return statement.person_id == person.pk or person.acts_for(statement.organisation)


def may_end_contact(person: Person, statement: StatementOfNeed) -> bool:
    """Only who gave the consent."""
    return statement.person_id == person.pk and statement.may_be_contacted


def may_list_all(person: Person) -> bool:
    """Officers see and export all statements."""
    return person.is_officer
