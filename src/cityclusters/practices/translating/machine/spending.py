"""How much is sent to the translation service in a month: a limit, because it costs money or electricity."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cityclusters.practices.models import MachineUse


class LimitReached(Exception):
    """This month's characters are used up."""


def month(now: datetime | None = None) -> date:
    """The first day of the month, in UTC."""
    return (now or timezone.now()).astimezone(UTC).date().replace(day=1)


def used() -> int:
    """Characters sent this month."""
    row = MachineUse.objects.filter(month=month()).first()
    return row.characters if row else 0


def left() -> int:
    """Characters that may still be sent this month."""
    return max(0, settings.TRANSLATE_MONTHLY - used())


@transaction.atomic
def spend(texts: Sequence[str]) -> None:
    """Counts the characters of texts that are about to be sent. Raises LimitReached and counts nothing."""
    wanted = sum(map(len, texts))
    MachineUse.objects.get_or_create(month=month())
    row = MachineUse.objects.select_for_update().get(month=month())
    if row.characters + wanted > settings.TRANSLATE_MONTHLY:
        raise LimitReached
    row.characters += wanted
    row.save(update_fields=["characters"])
