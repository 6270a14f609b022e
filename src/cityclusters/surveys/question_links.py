"""What surveys add to the page of a question: a need that its reader's city has."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.people.models import Person
from cityclusters.people.readers import Reader
from cityclusters.questions.models import Question
from cityclusters.surveys.needs import organisations_for


def links(question: Question, reader: Reader) -> list[tuple[str, str]]:
    """(address, words) for somebody with a post in an organisation; nothing for anybody else."""
    if not isinstance(reader, Person) or not organisations_for(reader, None).exists():
        return []
    address = reverse("surveys:write-need-from-question", args=[question.public_id])
    return [(address, _("State it as a need of my organisation"))]
