"""Mandate: a person's post in an organisation, from a day to a day (rules PE1 and PE3)."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models.organisation import Organisation
from cityclusters.people.models.person import Person


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Questions about mandates."""

    def valid(self, on: date | None = None) -> "MandateQuerySet":
        """Those in force on the day (today by default): confirmed, begun, and not yet over. A post that
        was held and has ended since counts for the days on which it was held."""
        day = on or timezone.localdate()
        held = models.Q(state=Mandate.State.CONFIRMED) | models.Q(
            state=Mandate.State.ENDED, end__isnull=False
        )
        begun = models.Q(start=None) | models.Q(start__lte=day)
        going = models.Q(end=None) | models.Q(end__gte=day)
        return self.filter(held, begun, going)

    def waiting(self) -> "MandateQuerySet":
        """Those that somebody has to decide: asked for, or asked again after a year."""
        again = models.Q(state=Mandate.State.CONFIRMED, renewal_asked_at__isnull=False)
        return self.filter(models.Q(state=Mandate.State.ASKED) | again)

    def waiting_for(self, person: Person) -> "MandateQuerySet":
        """Those that the person may decide: officers all, focal points their colleagues'; never her own."""
        rows = self.waiting().exclude(person=person).exclude(person__state=Person.State.ERASED)
        return rows if person.is_officer else rows.filter(organisation__in=person.organisations_on())

    def ending(self, within: timedelta, today: date | None = None) -> "MandateQuerySet":
        """Those in force today whose last day comes within the time given."""
        day = today or timezone.localdate()
        return self.valid(day).filter(end__lte=day + within)


class Mandate(models.Model):
    """A person's post in an organisation, from a day to a day; with `may_act` she is its focal point."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", _("Ended")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="mandates")
    post = models.CharField(_("post"), max_length=200)
    may_act = models.BooleanField(_("may act for the organisation"), default=False)
    proof = models.CharField(_("how this can be checked"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    start = models.DateField(_("since"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    renewal_asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(start=None) | models.Q(end__gte=models.F("start")),
                name="mandate_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(state="asked"),
                name="mandate_asked_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "end"], name="mandate_ending")]

    def __str__(self) -> str:
        return self.post

    def is_valid(self, on: date | None = None) -> bool:
        """Whether it is in force on the day (today by default); the same answer as `valid`."""
        day = on or timezone.localdate()
        held = self.state == self.State.CONFIRMED or (self.state == self.State.ENDED and self.end is not None)
        return held and (self.start is None or self.start <= day) and (self.end is None or self.end >= day)

    @classmethod
    @transaction.atomic
    def ask(cls, person: Person, organisation: Organisation, post: str, **details: Any) -> "Mandate":
        """Asks for a post (`start`, `may_act`, `proof` may be given); asking again before a decision
        changes what was asked."""
        made, _new = cls.objects.update_or_create(
            person=person,
            organisation=organisation,
            state=cls.State.ASKED,
            defaults={"post": post, **details},
        )
        return made

    @transaction.atomic
    def confirm(self, by: Person, *, end: date | None = None, reason: str = "") -> None:
        """Puts it in force for a year, or until `end` where that is sooner (rule PE1); `reason` says why
        where something spoke against it.

        Raises ValueError where it is not waiting for a decision or `end` is before its first day."""
        row = Mandate.objects.select_for_update().get(pk=self.pk)
        if not row.waits():
            raise ValueError("not waiting for a decision")
        today = timezone.localdate()
        year = max(today, row.start or today) + timedelta(days=settings.MANDATE_DAYS)
        row.end = min(end, year) if end else year
        if row.start and row.end < row.start:
            raise ValueError("ends before it starts")
        row.state, row.renewal_asked_at, row.reason = self.State.CONFIRMED, None, reason
        row.reminded_at = None
        row._decided(by)
        self.refresh_from_db()

    @transaction.atomic
    def refuse(self, by: Person, reason: str) -> None:
        """Says no, with the reason; refusing a renewal leaves the running year as it is.

        Raises ValueError where it is not waiting for a decision."""
        row = Mandate.objects.select_for_update().get(pk=self.pk)
        if row.state == self.State.CONFIRMED and row.renewal_asked_at:
            row.renewal_asked_at = None
        elif row.state == self.State.ASKED:
            row.state = self.State.REFUSED
        else:
            raise ValueError("not waiting for a decision")
        row.reason = reason
        row._decided(by)
        self.refresh_from_db()

    def _decided(self, by: Person) -> None:
        self.decided_by, self.decided_at = by, timezone.now()
        self.save()

    @transaction.atomic
    def finish(self, last_day: date | None = None) -> None:
        """Ends it with the day given (yesterday by default, so that it holds no longer); its history
        stays. A post that had not begun yet is ended without a day on which it held."""
        row = Mandate.objects.select_for_update().get(pk=self.pk)
        last = last_day or timezone.localdate() - timedelta(days=1)
        never_held = row.start is not None and last < row.start
        if row.end is None or row.end > last or never_held:
            row.end = None if never_held else last
        if row.end is None or row.end < timezone.localdate():
            row.state = self.State.ENDED
        row.renewal_asked_at = None
        row.save()
        self.refresh_from_db()

    def waits(self) -> bool:
        """Whether somebody has to decide: asked for, or asked again."""
        return self.state == self.State.ASKED or self.renewal_asked_at is not None

    @transaction.atomic
    def hand_over(self, to: Person, by: Person, first_day: date) -> "Mandate":
        """Ends this post the day before and gives it to the successor for a year; what was done under it
        stays with the organisation (rule PE3).

        Raises ValueError where the post is not in force or the successor is the same person."""
        row = Mandate.objects.select_for_update().get(pk=self.pk)
        if row.state != self.State.CONFIRMED or to.pk == row.person_id:
            raise ValueError("cannot be handed over")
        row.finish(first_day - timedelta(days=1))
        Mandate.objects.filter(person=to, organisation=row.organisation, state=self.State.ASKED).delete()
        heir = Mandate(
            person=to,
            organisation=row.organisation,
            post=row.post,
            may_act=row.may_act,
            start=first_day,
            end=first_day + timedelta(days=settings.MANDATE_DAYS),
            state=self.State.CONFIRMED,
            follows=row,
        )
        heir._decided(by)
        self.refresh_from_db()
        return heir

    def ask_renewal(self) -> None:
        """Asks for another year. Raises ValueError where it is not in force."""
        if not self.is_valid():
            raise ValueError("not in force")
        self.renewal_asked_at = timezone.now()
        self.save(update_fields=["renewal_asked_at"])
