"""What a question can become here (settings.QUESTION_LINKS)."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.people.readers import Reader
from cityclusters.questions.models import Question


def links(question: Question, reader: Reader) -> list[tuple[str, str]]:
    """A practice begun from the question, for everybody with an account."""
    if not reader.is_authenticated:
        return []
    address = f"{reverse('practices:new')}?{urlencode({'from': f'question:{question.public_id}'})}"
    return [(address, _("Turn it into a practice"))]
