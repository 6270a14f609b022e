"""What the worker does for this app outside a request. Each task may be killed anywhere and run again."""

from django_tasks import task

from cityclusters.surveys import asking
from cityclusters.surveys.models import Survey


@task()
def ask(key: int) -> None:
    """Opens a survey and gives tickets where many people attended; nothing where it is closed or deleted."""
    survey = Survey.objects.filter(pk=key).select_related("exchange").first()
    if survey is not None:
        asking.ask(survey)
