"""Making and changing an exchange, its state, and the spaces in which it stands."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Case, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import zones
from cityclusters.core.sdg_fields import TargetsField
from cityclusters.core.text_fields import TextsField
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.people import readers
from cityclusters.people.fields import OrganisationField, label
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Membership, Space, Theme

LANGUAGES = settings.CONTENT_LANGUAGES
MOST_SEATS = 100_000


class OwnOrganisations(forms.ModelChoiceField[Organisation]):
    """The organisations for which a focal point may act."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Its name and place in the reader's language."""
        return label(obj)


def themes() -> QuerySet[Theme]:
    """The themes to choose from: those of the spaces first, then those of other lists."""
    first = Case(When(vocabulary="cities-clusters", then=0), default=1)
    return Theme.objects.filter(retired_at=None).order_by(first, "vocabulary", "order", "code")


class ExchangeForm(forms.Form):
    """Everything about an exchange but its programme, its partners and its people."""

    title = TextsField(label=_("Title"), most=200)
    summary = TextsField(label=_("What it is about"), most=5000, long=True, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Exchange.Kind.choices)
    mode = forms.ChoiceField(label=_("Where it takes place"), choices=Exchange.Mode.choices)
    zone = forms.ChoiceField(
        label=_("Time zone of the event"),
        help_text=_("Times of the programme are typed as clocks show them there."),
    )
    link = forms.URLField(
        label=_("Link to the meeting"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Only people who have a seat see it."),
    )
    venue = forms.CharField(label=_("Room or address"), required=False, max_length=300)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    interpretation = forms.MultipleChoiceField(
        label=_("Interpretation into"), choices=LANGUAGES, widget=forms.CheckboxSelectMultiple, required=False
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label=_("Themes"), widget=forms.CheckboxSelectMultiple, required=False
    )
    sdg_targets = TargetsField(
        label=_("SDG targets"), required=False, max_length=300, help_text=_("For example 5.5, 8.3, 11.a")
    )
    marker = forms.ChoiceField(
        label=_("Gender marker"),
        choices=Exchange.Marker.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "What gender equality is in the aims of this exchange; who takes part does not decide it."
        ),
    )
    audience = forms.CharField(
        label=_("Who it is for"),
        required=False,
        max_length=200,
        help_text=_("For example: mayors and deputies"),
    )
    open_to_all = forms.BooleanField(
        label=_("Every member can register"),
        required=False,
        help_text=_("Without this, only people who are invited or named by their city can take part."),
    )
    capacity = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Leave empty where there is room for everybody."),
    )
    participation_share = forms.IntegerField(
        label=_("Share of the minutes for a certificate of participation, in percent"),
        min_value=50,
        max_value=100,
    )
    completion_share = forms.IntegerField(
        label=_("Share of the minutes for a certificate of completion, in percent"),
        min_value=1,
        max_value=100,
    )
    needs_assessment = forms.BooleanField(
        label=_("Completion also needs a passed assessment"), required=False
    )
    recording_notice = forms.BooleanField(
        label=_("It will be recorded"),
        required=False,
        help_text=_("Everybody who registers is told, and can choose to stay out of the recording."),
    )

    PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (_("Title and contents"), ("title", "summary", "kind", "themes", "sdg_targets", "marker")),
        (_("Place, time and languages"), ("mode", "zone", "link", "venue", "languages", "interpretation")),
        (_("Who takes part"), ("audience", "open_to_all", "capacity", "recording_notice")),
        (_("Certificates"), ("participation_share", "completion_share", "needs_assessment")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["zone"].choices = [("UTC", "UTC"), *zones.choices()]
        fields["themes"].queryset = themes()
        fields["themes"].label_from_instance = _name

    @classmethod
    def first_values(cls, person: Person) -> dict[str, Any]:
        """What a new exchange begins with."""
        return {
            "zone": person.zone or timezone.get_current_timezone_name(),
            "kind": Exchange.Kind.TRAINING,
            "mode": Exchange.Mode.ONLINE,
            "marker": "",
            "open_to_all": True,
            "participation_share": 50,
            "completion_share": 75,
            "needs_assessment": True,
        }

    @classmethod
    def values_of(cls, exchange: Exchange) -> dict[str, Any]:
        """What stands in the record."""
        values = {name: getattr(exchange, name) for name in cls.base_fields if name != "themes"}
        return {**values, "themes": list(exchange.themes.all())}

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in their groups, for the page."""
        return [
            (str(head), [self[name] for name in names if name in self.fields]) for head, names in self.PARTS
        ]

    def clean(self) -> dict[str, Any]:
        """Interpretation goes into languages that are not spoken anyway; completion is never easier than
        participation."""
        data = self.cleaned_data
        spoken = data.get("languages") or []
        data["interpretation"] = [code for code in data.get("interpretation") or [] if code not in spoken]
        lower, upper = data.get("participation_share"), data.get("completion_share")
        if lower and upper and upper < lower:
            self.add_error("completion_share", _("Completion cannot need less than participation does."))
        return data


class NewExchangeForm(ExchangeForm):
    """A new exchange; the organiser is chosen first."""

    PARTS = ((_("Organiser"), ("organiser",)), *ExchangeForm.PARTS)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("It owns the exchange; its focal points can work on it.")
        field: forms.Field
        if readers.is_officer(person):
            field = OrganisationField(label=_("Organisation"), person=person, help_text=help_text)
        else:
            own = Organisation.objects.filter(pk__in=readers.focal_organisations(person))
            field = OwnOrganisations(own, label=_("Organisation"), help_text=help_text)
        self.fields["organiser"] = field


def _name(row: Theme | Space) -> str:
    return pick(row.names).text


class ReasonForm(forms.Form):
    """Why an exchange is postponed or cancelled: those registered read it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who is registered gets it by e-mail."),
    )


class SpaceForm(forms.Form):
    """Spaces to publish the exchange in: any for an officer, else those of which one is a member."""

    spaces = forms.ModelMultipleChoiceField(
        Space.objects.none(), label=_("Publish in"), widget=forms.CheckboxSelectMultiple, to_field_name="slug"
    )

    def __init__(self, *args: Any, person: Person, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spaces = Space.objects.exclude(pk__in=exchange.publications.values("space_id"))
        if not readers.is_officer(person):
            joined = Membership.objects.filter(person=person, left_at=None, banned_at=None)
            spaces = spaces.filter(pk__in=joined.values("space_id"))
        field: Any = self.fields["spaces"]
        field.queryset = spaces
        field.label_from_instance = _name


class BalanceForm(forms.Form):
    """Why the panel is as it is, where it is out of balance (rule EX6: a warning with its reason)."""

    balance_reason = forms.CharField(label=_("Why the panel is as it is"), max_length=300)
