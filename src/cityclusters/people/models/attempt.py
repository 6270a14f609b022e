"""Attempt: what somebody tried lately, counted so that guessing and flooding get slow."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac


class Attempt(models.Model):
    """One try of a kind by somebody; who it was is kept as a keyed digest and for a day only.

    Rows instead of a cache: all processes of the server count together, and a restart forgets nothing."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "at"], name="attempt_lately")]

    def __str__(self) -> str:
        return self.kind

    @classmethod
    def digest(cls, *parts: str) -> str:
        """The keyed digest under which tries of the same somebody are counted."""
        return salted_hmac("people.attempt", "\n".join(parts), algorithm="sha256").hexdigest()

    @classmethod
    @transaction.atomic
    def allow(cls, kind: str, key: str, most: int, within: timedelta) -> bool:
        """Counts a try and says whether it may go ahead: at most `most` in the time before now. A refused
        try is not counted, so that waiting helps."""
        lately = cls.objects.filter(kind=kind, key=key, at__gt=timezone.now() - within)
        if lately.count() >= most:
            return False
        cls.objects.create(kind=kind, key=key)
        return True

    @classmethod
    def forget(cls, kind: str, key: str) -> None:
        """Forgets the tries: the somebody has shown to be the right one."""
        cls.objects.filter(kind=kind, key=key).delete()

    @classmethod
    def forget_old(cls) -> None:
        """Drops what is older than a day; for the worker."""
        cls.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()
