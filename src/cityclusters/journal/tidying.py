"""What must not stay: letters and drafts of erased people, old codes, addresses of strangers."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cityclusters.journal.models import Draft, Letter, SentForm
from cityclusters.people.models import Person

SENT = timedelta(days=1)  # long after anybody presses a button twice
KEPT = timedelta(days=7)  # letters with a code, and letters to addresses that belong to nobody here


def forget_erased_people() -> None:
    """Deletes the letters and drafts of erased people; journal lines name nobody who is erased, because
    they look names up when they are shown."""
    Letter.objects.filter(person__state=Person.State.ERASED).delete()
    Draft.objects.filter(person__state=Person.State.ERASED).delete()


def forget_passing_letters() -> None:
    """Deletes letters of passing use after a week: codes, and what went to an address without a person."""
    waiting = [Letter.State.QUEUED, Letter.State.SENDING]
    old = Letter.objects.filter(written_at__lt=timezone.now() - KEPT).exclude(state__in=waiting)
    old.filter(Q(secret=True) | Q(person=None)).delete()


def forget_sent_forms() -> None:
    """Deletes the marks of forms that were sent more than a day ago."""
    SentForm.objects.filter(at__lt=timezone.now() - SENT).delete()
