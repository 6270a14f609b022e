"""Person: a human being with one display name, who signs in by a code sent to her address."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.places.folding import fold
from cityclusters.places.models import Place

if TYPE_CHECKING:
    from cityclusters.people.models.organisation import Organisation


class AddressInUse(Exception):
    """Somebody else signs in with this address."""


UNFINISHED_AFTER = timedelta(minutes=20)


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about people."""

    def unfinished(self, age: timedelta = UNFINISHED_AFTER) -> "PersonQuerySet":
        """Sign-ups older than `age` that never proved their address. People whom an officer invited are
        not among them: the sign-in library knows no address of theirs."""
        unproved = EmailAddress.objects.filter(user=models.OuterRef("pk"), verified=False)
        return self.filter(
            models.Exists(unproved),
            state=Person.State.INVITED,
            last_login=None,
            created_at__lt=timezone.now() - age,
        )

    def search(self, text: str) -> "PersonQuerySet":
        """Those with every word of the text in their name, or with the text as their e-mail address."""
        rows = self
        for word in fold(text).split()[:8]:
            rows = rows.filter(folded_name__contains=word)
        return rows | self.filter(email=text.strip().lower())


class PersonManager(BaseUserManager["Person"]):
    """Creates people without passwords."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "Person":
        """A person who signs in by e-mailed code; `password` is ignored."""
        person = self.model(email=email, **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def create_many(self, people: "Iterable[Person]") -> "list[Person]":
        """Writes many new people in one statement, as `create_user` writes one."""
        rows = list(people)
        for person in rows:
            person.set_unusable_password()
            person.tidy()
        return self.bulk_create(rows)


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
    folded_name = models.CharField(max_length=300, blank=True, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    sex = models.CharField(_("sex, as stated"), max_length=11, choices=Sex, blank=True, default="")
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(
                condition=~models.Q(state="erased") | models.Q(email=None, name=""), name="erased_has_no_name"
            ),
        ]

    def __str__(self) -> str:
        if self.state == self.State.ERASED:
            return str(_("(erased)"))
        return self.name or str(_("(no name given)"))

    def tidy(self) -> None:
        """The address in lower case, the folded name beside the name."""
        self.email = self.email.strip().lower() or None if self.email else None
        self.folded_name = fold(self.name)[:300]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the address in lower case and the folded name beside the name."""
        self.tidy()
        fields: Iterable[str] | None = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "folded_name"}
        super().save(*args, **kwargs)

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # the framework's field, derived from the state
        """Only active and invited people can sign in."""
        return self.state in {self.State.ACTIVE, self.State.INVITED}

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles she holds now, read once per instance."""
        return frozenset(self.grants.filter(ended_at=None).values_list("role", flat=True))

    def holds(self, role: str) -> bool:
        """Whether she holds the role (a value of RoleGrant.Role) now."""
        return role in self.roles

    @property
    def is_officer(self) -> bool:
        """Runs the programme."""
        return self.holds("officer")

    @property
    def is_administrator(self) -> bool:
        """Runs the platform."""
        return self.holds("administrator")

    @property
    def is_data_steward(self) -> bool:
        """Answers for personal data."""
        return self.holds("data_steward")

    def organisations_on(self, on: date | None = None) -> "frozenset[int]":
        """Keys of the organisations for which she may act on the day (today by default; rule PE1)."""
        acting = self.mandates.valid(on=on).filter(may_act=True)
        return frozenset(acting.values_list("organisation_id", flat=True))

    def acts_for(self, organisation: "Organisation | None", on: date | None = None) -> bool:
        """Whether a mandate valid on the day (today by default) lets her act for the organisation."""
        return organisation is not None and organisation.pk in self.organisations_on(on)

    def sign_out_everywhere(self, *, but: str = "") -> int:
        """Ends her sessions, except the one with the key given; says how many."""
        return self.sign_ins.exclude(session_key=but).end() if but else self.sign_ins.all().end()

    @transaction.atomic
    def suspend(self) -> None:
        """Keeps her out until she is restored; her sessions end at once."""
        self.state = self.State.SUSPENDED
        self.save(update_fields=["state"])
        self.sign_out_everywhere()

    def restore(self) -> None:
        """Lets her in again. Raises ValueError for somebody who was not suspended."""
        if self.state != self.State.SUSPENDED:
            raise ValueError("not suspended")
        self.state = self.State.ACTIVE
        self.save(update_fields=["state"])

    @transaction.atomic
    def change_email(self, email: str) -> None:
        """Gives her another address to sign in with, which she has shown to be hers.

        Raises AddressInUse where somebody else has it."""
        address = email.strip().lower()
        if Person.objects.filter(email=address).exclude(pk=self.pk).exists():
            raise AddressInUse
        self.email = address
        self.save(update_fields=["email"])
        EmailAddress.objects.filter(user=self).delete()
        EmailAddress.objects.create(user=self, email=address, verified=True, primary=True)

    @transaction.atomic
    def erase(self) -> None:
        """Takes away who she is: name, address and free texts, roles and sessions; posts and consents end.
        The row and what was counted with it stay, so that published counts do not change; the address is
        free for a new account. Texts that other apps hold are theirs to erase (settings.ERASERS).

        Raises LastAdministrator for the only one who runs the platform."""
        for grant in self.grants.filter(ended_at=None):
            grant.finish(by=None)
        self.sign_out_everywhere()
        EmailAddress.objects.filter(user=self).delete()
        for mandate in self.mandates.filter(state__in=["asked", "confirmed"]):
            mandate.finish()
        self.mandates.update(proof="", reason="")
        self.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
        self.data_requests.exclude(reason="").exclude(state="refused").update(reason="")
        self.email, self.name, self.sort_name, self.access_needs, self.zone = None, "", "", "", ""
        self.state = self.State.ERASED
        self.save()


def display(person: Person) -> str:
    """How the person is addressed on screen and in mail."""
    return str(person)
