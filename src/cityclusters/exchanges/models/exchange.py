"""Exchange: any meeting (webinar, experience exchange, training, course, study tour)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.exchanges.models.queries import ExchangeQuerySet
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space, Theme


class Exchange(models.Model):
    """A meeting with its programme, its partners, its people and its rules for attendance."""

    class Kind(models.TextChoices):
        EXCHANGE = "exchange", _("Experience exchange")
        TRAINING = "training", _("Training")
        WEBINAR = "webinar", _("Webinar")
        STUDY_TOUR = "study_tour", _("Study tour")
        COURSE = "course", _("Course")

    class State(models.TextChoices):
        IDEA = "idea", _("Idea")
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open for registration")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        REPORTED = "reported", _("Reported")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    class Mode(models.TextChoices):
        ONLINE = "online", _("Online")
        ROOM = "room", _("In a room")
        MIXED = "mixed", _("Online and in a room")

    class Marker(models.TextChoices):
        NOT_SCREENED = "", _("Not screened")
        NONE = "0", _("0: screened, gender equality is not targeted")
        SIGNIFICANT = "1", _("1: gender equality is a significant objective")
        PRINCIPAL = "2", _("2: gender equality is the principal objective")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    title = models.JSONField(_("title"), validators=[validate_texts])
    summary = models.JSONField(_("summary"), default=dict, blank=True, validators=[validate_texts])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TRAINING)
    mode = models.CharField(_("mode"), max_length=6, choices=Mode, default=Mode.ONLINE)
    state = models.CharField(max_length=9, choices=State, default=State.IDEA)
    state_reason = models.CharField(max_length=300, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    organiser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    zone = models.CharField(_("time zone of the event"), max_length=64)
    languages = models.JSONField(_("languages"), default=list)
    interpretation = models.JSONField(_("interpretation into"), default=list)
    audience = models.CharField(_("who it is for"), max_length=200, blank=True)
    open_to_all = models.BooleanField(_("members can register themselves"), default=True)
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    link = models.URLField(_("link to the meeting"), blank=True, max_length=500)
    venue = models.CharField(_("room or address"), max_length=300, blank=True)
    sdg_targets = models.JSONField(_("SDG targets"), default=list)
    marker = models.CharField(_("gender marker"), max_length=1, choices=Marker, blank=True, default="")
    completion_share = models.PositiveSmallIntegerField(
        _("share of minutes for completion, in percent"),
        default=75,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    participation_share = models.PositiveSmallIntegerField(
        _("share of minutes for participation, in percent"),
        default=50,
        validators=[MinValueValidator(50), MaxValueValidator(100)],
    )
    needs_assessment = models.BooleanField(_("completion needs a passed assessment"), default=True)
    recording_notice = models.BooleanField(_("will be recorded, with notice"), default=False)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    spaces = models.ManyToManyField(Space, through="Publication", related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    source = models.CharField(max_length=300, blank=True)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1), name="exchange_has_a_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(participation_share__gte=50) & models.Q(participation_share__lte=100),
                name="participation_is_at_least_half",
            ),
        ]

    def __str__(self) -> str:
        return pick(self.title).text or self.public_id

    def get_absolute_url(self) -> str:
        """The page of the exchange."""
        return reverse("exchanges:detail", args=[self.public_id])


class Publication(models.Model):
    """The exchange stands in this space, published by somebody at a time: one record, several spaces."""

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="publications")
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "space"], name="published_once_per_space")]
