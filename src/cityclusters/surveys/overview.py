"""Where a survey stands: counts without answers (rule SU7), and what is missing."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Person
from cityclusters.surveys.models import Survey
from cityclusters.surveys.percent import percent

MOST_NAMES = 200


class Standing(NamedTuple):
    """`share` is the response rate so far in percent, None where the base is too small for one; `silent` are
    people who have not answered, told only where the answers are not anonymous."""

    survey: Survey
    opens: datetime | None
    questions: int
    tickets: int
    spent: int
    share: int | None
    without_address: int
    silent: list[Person]

    @property
    def is_late(self) -> bool:
        """Whether it should be open by now and is not."""
        return self.survey.is_editable and self.opens is not None and self.opens <= timezone.now()


def standing(survey: Survey) -> Standing:
    """Counts of a survey; in an anonymous one nobody is told who has answered and who has not."""
    tickets, spent = survey.tickets.count(), survey.tickets.filter(spent=True).count()
    silent: list[Person] = []
    if survey.state == Survey.State.OPEN and not survey.is_anonymous:
        rows = survey.tickets.filter(spent=False, person__isnull=False).select_related("person")
        silent = [ticket.person for ticket in rows[:MOST_NAMES] if ticket.person]
    return Standing(
        survey=survey,
        opens=survey.opening_time(),
        questions=survey.questions.count(),
        tickets=tickets,
        spent=spent,
        share=percent(spent, tickets),
        without_address=survey.tickets.filter(person__email=None).count(),
        silent=silent,
    )


def needs_follow_up_survey(exchange: Exchange) -> bool:
    """Whether nobody has planned to ask what people do differently some months later (rule EX9, a warning).

    Asked for trainings, courses and study tours; a webinar is rarely followed up."""
    lasting = {Exchange.Kind.TRAINING, Exchange.Kind.COURSE, Exchange.Kind.STUDY_TOUR}
    levels = [Survey.Level.BEHAVIOUR, Survey.Level.RESULTS]
    return exchange.kind in lasting and not Survey.objects.of(exchange).filter(level__in=levels).exists()
