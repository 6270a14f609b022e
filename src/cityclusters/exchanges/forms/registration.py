"""Registering oneself, and registering a delegation."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.people.fields import label
from cityclusters.people.models import Mandate, Organisation, Person

MOST_MEMBERS = 30
EMPTY_MEMBERS = 5


class MandateField(forms.ModelChoiceField[Mandate]):
    """A valid post, shown as 'Deputy mayor, Municipality of Khiva (Khiva, Uzbekistan)'."""

    def label_from_instance(self, obj: Mandate) -> str:
        """The post with its organisation."""
        return f"{obj.post}, {label(obj.organisation)}"


class RegistrationForm(forms.Form):
    """As whom one comes, and what one wants."""

    mandate = MandateField(
        Mandate.objects.none(),
        label=_("You come as"),
        required=False,
        empty_label=_("For myself, without an organisation"),
        help_text=_("Your confirmed posts; your post and organisation are kept as they are on this day."),
    )
    access_needs = forms.CharField(
        label=_("Access needs"),
        required=False,
        max_length=300,
        help_text=_("For example: sign language, captions, a step-free room. Only the officers see this."),
    )
    listed = forms.BooleanField(
        label=_("Show my name in the list of participants"),
        required=False,
        help_text=_("Only people who take part can see that list."),
    )
    off_record = forms.BooleanField(
        label=_("Stay out of recordings"),
        required=False,
        help_text=_("You will be neither seen nor heard in a recording."),
    )

    def __init__(self, *args: Any, exchange: Exchange, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Mandate.objects.valid().filter(person=person).select_related("organisation__place")
        field: Any = self.fields["mandate"]
        field.queryset = posts
        if "mandate" not in self.initial and posts:
            self.initial["mandate"] = posts[0].pk
        if not exchange.recording_notice:
            self.fields["off_record"].help_text = _("No recording is planned; this holds if that changes.")

    @classmethod
    def values_of(cls, seat: Registration) -> dict[str, Any]:
        """What stands in the record. The post stays what it is: it is as of the registration."""
        return {name: getattr(seat, name) for name in ("access_needs", "listed", "off_record")}

    @property
    def choices(self) -> dict[str, Any]:
        """What `Exchange.register` takes."""
        mandate: Mandate | None = self.cleaned_data["mandate"]
        names = ("access_needs", "listed", "off_record")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "organisation": mandate.organisation if mandate else None,
            "post": mandate.post if mandate else "",
        }


class ChangeForm(RegistrationForm):
    """What can be changed later; office and organisation stay as of the registration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["mandate"]

    @property
    def choices(self) -> dict[str, Any]:
        """What `Registration.change` takes."""
        return dict(self.cleaned_data)


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a delegation as typed."""

    name: str
    email: str
    post: str
    head: bool = False


class MemberForm(forms.Form):
    """One line of the delegation; an empty line is skipped."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    post = forms.CharField(label=_("Post"), max_length=200)
    head = forms.BooleanField(label=_("Leads"), required=False)

    @property
    def member(self) -> Member:
        """The line, once valid."""
        data = self.cleaned_data
        return Member(data["name"], data["email"].strip().lower(), data["post"], data["head"])


class BaseMembers(forms.BaseFormSet[MemberForm]):
    """The lines of a delegation."""

    @property
    def members(self) -> list[Member]:
        """The people named."""
        return [form.member for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        """Refuses no line, an address twice and two heads."""
        if any(self.errors):
            return
        members = self.members
        if not members:
            raise forms.ValidationError(_("Name at least one person."))
        addresses = [member.email for member in members if member.email]
        if twice := {address for address in addresses if addresses.count(address) > 1}:
            raise forms.ValidationError(
                _("This address stands in two lines: %(address)s.") % {"address": min(twice)}
            )
        if sum(member.head for member in members) > 1:
            raise forms.ValidationError(_("Only one person can lead the delegation."))


MemberFormSet = forms.formset_factory(
    MemberForm, formset=BaseMembers, extra=EMPTY_MEMBERS, max_num=MOST_MEMBERS, absolute_max=MOST_MEMBERS
)


class DelegationForm(forms.Form):
    """The organisation whose delegation is registered."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = organisations
        field.label_from_instance = label
