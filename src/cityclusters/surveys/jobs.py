"""What happens to surveys without anybody pressing a button. Each job is short and may run again at once."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cityclusters.surveys import needs, tasks
from cityclusters.surveys.asking import ask
from cityclusters.surveys.closing import close
from cityclusters.surveys.models import StatementOfNeed, Survey
from cityclusters.surveys.opening import NOT_HELD, attendance_stamp, is_large, remind

AT_ONCE = 20


def open_and_close() -> None:
    """Closes what is due, opens what is due, gives tickets to latecomers, reminds."""
    now = timezone.now()
    for survey in Survey.objects.filter(state=Survey.State.OPEN, closes_at__lte=now)[:AT_ONCE]:
        close(survey)
    for survey in Survey.objects.filter(state__in=Survey.EDITABLE).exclude(exchange__state__in=NOT_HELD):
        due = survey.opening_time()
        if due is not None and due <= now and _has_news(survey):
            _work_on(survey)
    for survey in Survey.objects.taking_answers(now):
        if _has_news(survey):
            _work_on(survey)
        remind(survey, now)


def _has_news(survey: Survey) -> bool:
    """Whether attendance may have changed since the last look; remembers this look."""
    stamp = attendance_stamp(survey)
    return (
        Survey.objects.filter(pk=survey.pk).exclude(attendance_seen=stamp).update(attendance_seen=stamp) > 0
    )


def _work_on(survey: Survey) -> None:
    """Opens it or gives tickets: at once, or in a task where many people attended."""
    if is_large(survey):
        tasks.ask.enqueue(survey.pk)
    else:
        ask(survey)


def drop_withdrawn() -> None:
    """Ends the follow-ups of needs whose author no longer agrees to be contacted (rule SA3): she may have
    withdrawn her consent on the page of her account."""
    agreed = needs.consents_of(OuterRef("person"))
    rows = StatementOfNeed.objects.filter(contact=True, contact_ended_at=None)
    for statement in rows.exclude(Exists(agreed)).select_related("person")[:AT_ONCE]:
        needs.end_contact(statement, statement.person)
