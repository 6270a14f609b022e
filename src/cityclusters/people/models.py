"""People and the organisations they act for. A state that matters is a row that says who and when."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import validate_texts
from cityclusters.places.models import Place


class PersonManager(BaseUserManager["Person"]):
    """Creates people without passwords."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "Person":
        """A person who signs in by e-mailed code; `password` is ignored."""
        person = self.model(email=self.normalize_email(email).lower() or None if email else None, **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A human being with one display name, as she writes it; sex only as she stated it (rule PE2)."""

    class Sex(models.TextChoices):
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Another answer")
        UNDISCLOSED = "undisclosed", _("Prefer not to say")
        NOT_STATED = "", _("Not stated")

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        ERASED = "erased", _("Erased")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name, as you write it"), max_length=150, blank=True)
    sort_name = models.CharField(_("name for sorting"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    sex = models.CharField(_("sex, as stated"), max_length=11, choices=Sex, blank=True, default="")
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("(no name given)"))

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # the framework's field, derived from the state
        """Only active and invited people can sign in."""
        return self.state in {self.State.ACTIVE, self.State.INVITED}


def display(person: Person) -> str:
    """How the person is addressed on screen and in mail."""
    return str(person)


class RoleGrant(models.Model):
    """A role in the running of the platform, given by somebody, at a time, until it ends."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Programme officer")
        ADMINISTRATOR = "administrator", _("Administrator")
        DATA_STEWARD = "data_steward", _("Data steward")
        SAFEGUARDING = "safeguarding", _("Safeguarding lead")

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=13, choices=Role)
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(ended_at=None), name="role_held_once"
            )
        ]


class Organisation(models.Model):
    """An actor: a local authority of a place, a UN entity, a women's organisation …; a tree by `parent`
    (an office below its agency, a school below its ministry)."""

    class Kind(models.TextChoices):
        LOCAL = "local_authority", _("Local authority")
        NATIONAL = "national", _("National ministry or agency")
        UN = "un", _("UN entity")
        MULTILATERAL = "multilateral", _("Multilateral organisation")
        NGO = "ngo", _("Civil society organisation")
        WOMEN = "women", _("Women's organisation")
        COOPERATIVE = "cooperative", _("Cooperative or producer group")
        COMPANY = "company", _("Company")
        BUSINESS = "business_association", _("Business association")
        UNIVERSITY = "university", _("University or research institution")
        FOUNDATION = "foundation", _("Foundation")
        MEDIA = "media", _("Media")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Not yet checked")
        IN_CHECK = "in_check", _("Being checked")
        VERIFIED = "verified", _("Verified")
        LAPSED = "lapsed", _("Verification lapsed")
        REJECTED = "rejected", _("Not accepted")
        MERGED = "merged", _("Merged")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    names = models.JSONField(_("names"), validators=[validate_texts])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    iati_type = models.CharField(max_length=2, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="offices")
    domain = models.CharField(_("e-mail domain"), max_length=100, blank=True)
    website = models.URLField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.CLAIMED)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    # What a hub or an office tells its public: services, hours, contact, who may come.
    about = models.JSONField(_("about"), default=dict, blank=True, validators=[validate_texts])
    services = models.JSONField(_("services"), default=dict, blank=True, validators=[validate_texts])
    hours = models.JSONField(_("opening hours"), default=dict, blank=True, validators=[validate_texts])
    eligibility = models.JSONField(_("who may come"), default=dict, blank=True, validators=[validate_texts])
    contact = models.CharField(_("public contact"), max_length=200, blank=True)
    address = models.CharField(_("public address"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return str(next((text for key, text in self.names.items() if key != "_"), ""))


class OrganisationName(models.Model):
    """One way an organisation is written, folded for searching and for recognising it in a list."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="spellings")
    folded = models.CharField(max_length=300, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "folded"], name="spelling_once_per_organisation")
        ]


class Verification(models.Model):
    """One person's check of an organisation; two different people are needed (rule PE4)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="checks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    accepted = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "by"], name="one_check_per_person")]


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

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(start=None) | models.Q(end__gte=models.F("start")),
                name="mandate_ends_after_it_starts",
            )
        ]


class Consent(models.Model):
    """What a person agreed to, with the version of the text she read; withdrawing is a date (rule SA3)."""

    class Purpose(models.TextChoices):
        ACCOUNT = "account", _("Keeping an account")
        EVENT = "event", _("Running the exchanges I register for")
        FOLLOW_UP = "follow_up", _("Being contacted about a need I stated")
        NEWSLETTER = "newsletter", _("Receiving news")
        PICTURE = "picture", _("Photos and recordings")
        TESTIMONIAL = "testimonial", _("Being quoted by name")
        STATISTICS = "statistics", _("Statistics beyond the event")
        PARTNER = "partner", _("Sharing my contact with a partner city")
        DIRECTORY = "directory", _("Being listed in the directory of members")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=models.Q(withdrawn_at=None), name="consent_given_once"
            )
        ]


class DataRequest(models.Model):
    """Somebody asks for her data or for erasure; due in 30 days (rule SA4)."""

    class Kind(models.TextChoices):
        COPY = "copy", _("A copy of my data")
        ERASURE = "erasure", _("Erasure")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")

    person = models.ForeignKey(Person, models.CASCADE, related_name="data_requests")
    kind = models.CharField(max_length=7, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    asked_at = models.DateTimeField(default=timezone.now)
    due = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
