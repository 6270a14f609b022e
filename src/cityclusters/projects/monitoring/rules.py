"""Who may fill in numbers, approve and lock them: pure answers."""

from cityclusters.people.models import Person
from cityclusters.people.readers import Reader
from cityclusters.projects import rules
from cityclusters.projects.models import Indicator, Value


def may_fill(reader: Reader, indicator: Indicator) -> bool:
    """Whose number it is, and those who report or write in the project."""
    if not isinstance(reader, Person):
        return False
    return indicator.reporter_id == reader.pk or rules.may_report(reader, indicator.project)


def may_approve(reader: Reader, value: Value) -> bool:
    """Those who write in the project, but not whoever filled it in."""
    if not isinstance(reader, Person) or value.by_id == reader.pk:
        return False
    return rules.may_write(reader, value.indicator.project)


def may_lock(reader: Reader, value: Value) -> bool:
    """Those who lead the project."""
    return rules.may_lead(reader, value.indicator.project)
