"""Practice: what a city did and what came of it, while it is being written; readers see its versions."""

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import choices
from cityclusters.practices.models.call import Call
from cityclusters.practices.models.queries import PracticeQuerySet
from cityclusters.spaces.models import Theme

if TYPE_CHECKING:
    from cityclusters.practices.models.adaptation import Adaptation
    from cityclusters.practices.models.review import Decision, Message, Review, StateChange
    from cityclusters.practices.models.version import Version
    from cityclusters.practices.models.voices import Picture, Testimonial, VoiceConsent
    from cityclusters.practices.models.working import Link, Partner, Result, Section, WorkStep


class Practice(models.Model):
    """The working copy of a practice. Its texts are in `language` alone; other languages are translations
    of its versions. What everybody reads is `version`, frozen; a change makes another one."""

    State = choices.State
    Level = choices.Level
    Licence = choices.Licence
    Status = choices.Status
    Audience = choices.Audience
    MOVES = choices.MOVES

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", help_text="who owns it"
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    more_places = models.ManyToManyField(Place, verbose_name=_("more places"), blank=True, related_name="+")
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="practices")
    language = models.CharField(_("language you write in"), max_length=8)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    level = models.CharField(_("level"), max_length=9, choices=Level, default=Level.GOOD)
    status = models.CharField(_("does it still run?"), max_length=7, choices=Status, blank=True)
    started = models.CharField(_("since"), max_length=10, blank=True, help_text="2020, 2020-03 or 2020-03-15")
    ended = models.CharField(_("until"), max_length=10, blank=True)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="+")
    sdg_targets = models.JSONField(_("SDG targets"), default=list, blank=True)
    audiences = models.JSONField(_("who it is for"), default=list, blank=True)
    value_chain = models.CharField(_("value chain"), max_length=80, blank=True)
    marker = models.CharField(_("gender marker"), max_length=1, blank=True, default="")
    licence = models.CharField(_("licence"), max_length=16, choices=Licence, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.ForeignKey(
        "practices.Version", models.PROTECT, null=True, blank=True, related_name="+", help_text="what is read"
    )
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)
    # What is published, for lists: words of title and summary folded, and marks ('|theme:covid-19|goal:5|').
    folded = models.CharField(max_length=600, blank=True, editable=False)
    marks = models.TextField(blank=True, editable=False)
    # What it was made from, as 'kind:public id' ('question:…', 'exchange:…'), with words and an address.
    made_from = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text="its first version")

    objects = PracticeQuerySet.as_manager()

    if TYPE_CHECKING:
        sections: models.Manager[Section]
        steps: models.Manager[WorkStep]
        results: models.Manager[Result]
        partners: models.Manager[Partner]
        versions: models.Manager[Version]
        reviews: models.Manager[Review]
        decisions: models.Manager[Decision]
        state_changes: models.Manager[StateChange]
        messages: models.Manager[Message]
        links: models.Manager[Link]
        pictures: models.Manager[Picture]
        testimonials: models.Manager[Testimonial]
        consents: models.Manager[VoiceConsent]
        adaptations: models.Manager[Adaptation]

    class Meta:
        indexes = [models.Index(fields=["state", "-published_at"], name="practice_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(version__isnull=False),
                name="published_practice_has_a_version",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | ~models.Q(licence=""),
                name="published_practice_has_a_licence",
            ),
        ]

    def __str__(self) -> str:
        return self.version.content["title"] if self.version else self.title

    def get_absolute_url(self) -> str:
        """The page of the practice."""
        return reverse("practices:detail", args=[self.public_id])

    @property
    def is_readable(self) -> bool:
        """Whether everybody can read a version of it (a retired one too, by its address)."""
        return self.version_id is not None

    @property
    def is_published(self) -> bool:
        """Whether it stands in lists: everybody can read it, and it is not retired."""
        return self.is_readable and self.state != choices.State.RETIRED
