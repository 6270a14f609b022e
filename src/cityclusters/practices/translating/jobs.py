"""What the worker does for translations every minute: those in which nothing is saved go back to the list."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cityclusters.practices.models import Translation
from cityclusters.practices.translating import letters, translations

State = Translation.State
AT_ONCE = 100


def give_back_idle() -> None:
    """Tells those whose time ends soon, and gives back what has run out."""
    now = timezone.now()
    taken = Translation.objects.filter(state__in=[State.IN_WORK, State.IN_REVIEW], taken_until__isnull=False)
    taken = taken.select_related("version__practice", "translator", "reviewer").order_by("taken_until", "pk")
    for row in taken.filter(taken_until__lte=now)[:AT_ONCE]:
        with transaction.atomic():
            if translations.give_back(row, None):
                letters.given_back(row)
    soon = now + timedelta(days=settings.TRANSLATION_WARNING_DAYS)
    for row in taken.filter(taken_until__gt=now, taken_until__lte=soon)[:AT_ONCE]:
        letters.ends_soon(row)
