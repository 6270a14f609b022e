"""Survey: a questionnaire put to those who attended an exchange, once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Person
from cityclusters.surveys.refusals import SurveyRefused

if TYPE_CHECKING:
    from cityclusters.surveys.models.question import Question


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Questions about many surveys."""

    def of(self, exchange: Exchange) -> "SurveyQuerySet":
        """Those of an exchange, oldest first."""
        return self.filter(exchange=exchange).order_by("pk")

    def taking_answers(self, now: datetime) -> "SurveyQuerySet":
        """Open ones whose closing time has not come."""
        return self.filter(state=Survey.State.OPEN, closes_at__gt=now)


class Survey(models.Model):
    """A survey of an exchange: draft → checked → open → closed → analysed → published.

    `opens_at` empty means: when the last session closes. `closes_at` is set when it opens, to the end of
    the day `open_days` later in the zone of the exchange, unless somebody chose a time before."""

    class Mode(models.TextChoices):
        ANONYMOUS = "anonymous", _("Anonymous: nobody can know who gave an answer")
        CONFIDENTIAL = "confidential", _("Confidential: answers are kept with the person and shown to nobody")
        IDENTIFIED = "identified", _("Identified: the programme team sees who answered what")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CHECKED = "checked", _("Checked, will open by itself")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        ANALYSED = "analysed", _("Analysed")
        PUBLISHED = "published", _("Published")

    class Purpose(models.TextChoices):
        EVALUATION = "evaluation", _("Evaluation after the exchange")
        FOLLOW_UP = "follow_up", _("What changed since, some months later")
        OTHER = "other", _("Another purpose")

    class Level(models.IntegerChoices):
        REACTION = 1, _("1 Reaction: what did they think of it?")
        LEARNING = 2, _("2 Learning: what did they learn?")
        BEHAVIOUR = 3, _("3 Behaviour: what do they do differently?")
        RESULTS = 4, _("4 Results: what changed for the city?")

    EDITABLE = (State.DRAFT, State.CHECKED)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="+")
    title = models.JSONField(_("title"), validators=[validate_texts])
    intro = models.JSONField(_("introduction"), default=dict, blank=True, validators=[validate_texts])
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.EVALUATION)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.REACTION)
    mode = models.CharField(_("how answers are kept"), max_length=12, choices=Mode, default=Mode.ANONYMOUS)
    languages = models.JSONField(_("languages"), default=list, help_text="codes; the first is the original")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    open_days = models.PositiveSmallIntegerField(
        _("days open"), default=10, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    offers_need = models.BooleanField(_("leads to the statement of need after sending"), default=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    mode_when_opened = models.CharField(max_length=12, choices=Mode, blank=True, default="")
    check_result = models.JSONField(default=dict, blank=True, help_text="what the last design check found")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    analysed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited = models.PositiveIntegerField(null=True, blank=True, help_text="tickets, counted at closing")
    answered = models.PositiveIntegerField(null=True, blank=True, help_text="responses, counted at closing")
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    reminded_to = models.PositiveBigIntegerField(default=0, help_text="key of the ticket last reminded")
    attendance_seen = models.CharField(
        max_length=64, blank=True, default="", help_text="stamp of the last look"
    )
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            # SU1, also for somebody who writes to the table by hand.
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "checked"], mode_when_opened="")
                | models.Q(~models.Q(state__in=["draft", "checked"]), mode_when_opened=models.F("mode")),
                name="survey_mode_fixed_once_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "checked"])
                | models.Q(opened_at__isnull=False, closes_at__isnull=False),
                name="open_survey_has_its_dates",
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="survey_due")]

    def __str__(self) -> str:
        return pick(self.title).text or self.public_id

    def get_absolute_url(self) -> str:
        """The officers' page of this survey; readers reach it by their own links only."""
        return reverse("surveys:overview", args=[self.exchange.public_id, self.public_id])

    @property
    def is_anonymous(self) -> bool:
        """Whether answers are kept without any person."""
        return self.mode == self.Mode.ANONYMOUS

    @property
    def is_editable(self) -> bool:
        """Whether questions, words and mode may still change."""
        return self.state in self.EDITABLE

    @property
    def original(self) -> str:
        """The language in which the questionnaire was written first."""
        return str(self.languages[0]) if self.languages else "en"

    def takes_answers(self, now: datetime | None = None) -> bool:
        """Whether an answer sent now is still taken."""
        moment = now or timezone.now()
        return self.state == self.State.OPEN and self.closes_at is not None and moment < self.closes_at

    def opening_time(self) -> datetime | None:
        """When it opens: the chosen time, else the end of the last session; None without sessions."""
        if self.opens_at:
            return self.opens_at
        last: datetime | None = self.exchange.sessions.aggregate(end=models.Max("end"))["end"]
        return last

    def closing_time(self, opened: datetime) -> datetime:
        """When it closes if it opens at `opened`: the chosen time where it is later than that, else the end
        of the day `open_days` later in the zone of the exchange."""
        if self.closes_at and self.closes_at > opened:
            return self.closes_at
        local = opened.astimezone(ZoneInfo(self.exchange.zone)) + timedelta(days=self.open_days)
        return local.replace(hour=23, minute=59, second=0, microsecond=0)

    def need_link_until(self) -> datetime | None:
        """Until when the personal link of the survey also opens the statement of need."""
        if self.closes_at is None or not self.offers_need:
            return None
        return self.closes_at + timedelta(days=settings.NEED_LINK_DAYS)

    def question_asking(self, attribute: str) -> "Question | None":
        """The question that asks for an identifying attribute (`sex`, `country` …), if any does."""
        return self.questions.filter(asks_about=attribute).first()

    def must_be_editable(self) -> None:
        """Raises SurveyRefused ('fixed') once it is open: copy it instead (rule SU1)."""
        if not self.is_editable:
            raise SurveyRefused("fixed")

    def changed(self) -> None:
        """Takes a checked survey back to draft, because what was checked is no longer what it says."""
        self.must_be_editable()
        if self.state == self.State.CHECKED:
            self.state, self.checked_at, self.checked_by = self.State.DRAFT, None, None
            self.save(update_fields=["state", "checked_at", "checked_by"])
