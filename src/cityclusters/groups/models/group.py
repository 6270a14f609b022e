"""Group: people of one place who work together; Keeper: who runs it, from a day to a day."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.json_lists import holding
from cityclusters.core.texts import pick, validate_texts
from cityclusters.groups.days import today_in
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.places.folding import fold
from cityclusters.places.models import Place

FOLDED = 400


class GroupQuerySet(models.QuerySet["Group"]):
    """Questions about groups."""

    def public(self) -> "GroupQuerySet":
        """Those that everybody may read, also after they have ended."""
        return self.filter(shown_to=Group.Audience.PUBLIC)

    def active(self) -> "GroupQuerySet":
        """Those that have not ended."""
        return self.filter(state=Group.State.ACTIVE)

    def of_person(self, person: Person) -> "GroupQuerySet":
        """Those that she keeps today (by the day at their place), or for whose organisation she acts."""
        kept = models.Q(pk__in=_kept(person)) | models.Q(organisation__in=focal_organisations(person))
        return self.filter(kept)

    def visible_to(self, reader: Reader) -> "GroupQuerySet":
        """Everybody sees the public ones; members those for members; keepers, the focal points of the
        organisation and officers theirs in any case."""
        if not isinstance(reader, Person):
            return self.public()
        if is_officer(reader):
            return self
        own = Group.objects.of_person(reader)
        belonging = models.Q(members__person=reader, members__left=None)
        of_members = Group.objects.filter(belonging, shown_to=Group.Audience.MEMBERS)
        return self.filter(
            models.Q(shown_to=Group.Audience.PUBLIC)
            | models.Q(pk__in=own.values("pk"))
            | models.Q(pk__in=of_members.values("pk"))
        )

    def in_chain(self, code: str) -> "GroupQuerySet":
        """Those of a value chain."""
        found: GroupQuerySet = holding(self, "value_chains", code)  # type: ignore[assignment]
        return found


def _kept(person: Person) -> list[int]:
    """Keys of the groups that she keeps today; each place has its own day, so it is asked post by post."""
    posts = Keeper.objects.filter(person=person).select_related("group__place")
    return [post.group_id for post in posts if post.holds(today_in(post.group.place))]


class Group(models.Model):
    """A hub, a self-help group, a producer cluster, a cooperative or an association.

    `parts` are what its pages offer; `organisation` is who runs it, where somebody does: a municipality its
    hub, for example. Members are people; who works for pay is counted apart (seed item C27)."""

    class Kind(models.TextChoices):
        HUB = "hub", _("Women's hub")
        SELF_HELP = "self_help", _("Self-help group")
        PRODUCER_CLUSTER = "producer_cluster", _("Producer cluster")
        COOPERATIVE = "cooperative", _("Cooperative")
        ASSOCIATION = "association", _("Association")

    class Part(models.TextChoices):
        COURSES = "courses", _("Courses")
        GUIDANCE = "guidance", _("Career guidance and mentoring")
        COUNSELLING = "counselling", _("Confidential counselling")
        BOOKING = "booking", _("Rooms, machines and tools to book")
        PRODUCTS = "products", _("Products")
        STANDARDS = "standards", _("Standards and certificates")
        PROCESS = "process", _("How the product is made")
        MEETINGS = "meetings", _("Meetings")
        SAVINGS = "savings", _("Savings and loans")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        MEMBERS = "members", _("Its members and those who keep it")
        KEEPERS = "keepers", _("Only those who keep it")

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        ENDED = "ended", _("Ended")

    PARTS_OF: ClassVar[dict[str, list[str]]] = {
        Kind.HUB: ["courses", "guidance", "counselling", "booking", "products"],
        Kind.SELF_HELP: ["meetings"],
        Kind.PRODUCER_CLUSTER: ["courses", "products", "standards", "process"],
        Kind.COOPERATIVE: ["meetings", "products", "standards", "process"],
        Kind.ASSOCIATION: ["meetings"],
    }

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, null=True, unique=True, help_text="of the form: twice gives one")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    names = models.JSONField(_("name"), validators=[validate_texts])
    folded = models.CharField(max_length=FOLDED, blank=True, editable=False, db_index=True)
    purpose = models.JSONField(_("what it is for"), default=dict, blank=True, validators=[validate_texts])
    offers = models.JSONField(_("what it offers"), default=dict, blank=True, validators=[validate_texts])
    joining = models.JSONField(_("who can join"), default=dict, blank=True, validators=[validate_texts])
    hours = models.JSONField(_("opening hours"), default=dict, blank=True, validators=[validate_texts])
    contact = models.CharField(_("public contact"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=8, help_text="in which it works")
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text="of savings and sales")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    value_chains = models.JSONField(_("value chains"), default=list, blank=True)
    parts = models.JSONField(_("parts"), default=list, blank=True)
    shown_to = models.CharField(
        _("who may read its page"), max_length=7, choices=Audience, default=Audience.PUBLIC
    )
    founded = models.DateField(_("founded on"), null=True, blank=True)
    founded_year_only = models.BooleanField(default=False, help_text="only the year is known")
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        indexes = [models.Index(fields=["kind", "state"], name="groups_by_kind")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="active", ended_on=None)
                | models.Q(state="ended", ended_on__isnull=False),
                name="groups_ended_says_when",
            )
        ]

    def __str__(self) -> str:
        return pick(self.names, self.names.get("_", "")).text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the folded names beside the names, for looking it up."""
        texts = [text for key, text in self.names.items() if key != "_"]
        self.folded = " · ".join(fold(text) for text in texts)[:FOLDED]
        fields = kwargs.get("update_fields")
        if fields is not None and "names" in fields:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("groups:group", args=[self.public_id])

    @property
    def label(self) -> str:
        """Its name in the reader's language, where it has one."""
        return pick(self.names).text

    @property
    def is_active(self) -> bool:
        """Whether it has not ended."""
        return self.state == self.State.ACTIVE

    def has(self, part: str) -> bool:
        """Whether this part of its pages is switched on."""
        return part in self.parts

    def today(self) -> date:
        """The day it is at its place."""
        return today_in(self.place)


class KeeperQuerySet(models.QuerySet["Keeper"]):
    """Questions about keepers."""

    def on(self, day: date) -> "KeeperQuerySet":
        """Those in force on the day."""
        return self.filter(models.Q(ends=None) | models.Q(ends__gte=day), starts__lte=day)


class Keeper(models.Model):
    """A post in a group; it ends with its last day, and its history stays."""

    class Role(models.TextChoices):
        MANAGER = "manager", _("Manager")
        FACILITATOR = "facilitator", _("Facilitator")
        COUNSELLOR = "counsellor", _("Counsellor")
        COACH = "coach", _("Coach")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="keepers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role = models.CharField(_("post"), max_length=11, choices=Role)
    starts = models.DateField(_("since"))
    ends = models.DateField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    objects = KeeperQuerySet.as_manager()

    class Meta:
        ordering = ["role", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person", "role"],
                condition=models.Q(ends=None),
                name="groups_one_open_post_each",
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    def holds(self, day: date) -> bool:
        """Whether it is in force on the day; the same answer as `on`."""
        return self.starts <= day and (self.ends is None or self.ends >= day)
