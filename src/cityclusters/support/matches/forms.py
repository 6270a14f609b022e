"""What the two sides of a match say, and how lists of matches and agreements are filtered."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.core.texts import pick
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person
from cityclusters.places.countries import country_name
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Agreement, Match, Round
from cityclusters.support.models.agreement import AgreementQuerySet
from cityclusters.support.models.choices import MatchState, Reason
from cityclusters.support.models.match import MatchQuerySet


class DeclineForm(forms.Form):
    """Why a side says no; that it has no room is a host's reason alone."""

    reason = forms.ChoiceField(label=_("Why?"), choices=Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The other side and the programme read this."),
    )

    def __init__(self, *args: Any, is_host: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_host:
            field: Any = self.fields["reason"]
            field.choices = [choice for choice in Reason.choices if choice[0] != Reason.ROOM]

    def clean(self) -> dict[str, Any]:
        """Another reason needs words."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("reason") == Reason.OTHER and not given.get("words"):
            self.add_error("words", _("Say in a few words what the reason is."))
        return given


class NumberedForm(forms.Form):
    """Carries the number of the text that the reader has before her."""

    text_number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=100_000)


class TextForm(NumberedForm):
    """The text of an agreement."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    scope = forms.CharField(
        label=_("What is agreed"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 22, "dir": "auto"}),
        help_text=_("Who does what, by when, and who pays for what. Both sides see and change this text."),
    )
    starts = DayField(label=_("From"), required=False)
    ends = DayField(label=_("Until"), required=False)
    supporter = OrganisationField(
        label=_("A third partner that supports it"),
        required=False,
        help_text=_("Only if there is one: it makes a cooperation of two countries triangular."),
    )
    support = forms.CharField(
        label=_("What the third partner gives"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Money, experts, a place: what is recorded as its support."),
    )
    field_order = ["title", "scope", "starts", "ends", "supporter", "support"]

    def __init__(self, *args: Any, person: Person, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        fields: Any = self.fields
        fields["supporter"].person = person

    def clean(self) -> dict[str, Any]:
        """The days in order; a third partner with what it gives, and neither of the two sides."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends, supporter = given.get("starts"), given.get("ends"), given.get("supporter")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day is before the first."))
        if supporter and supporter.pk in (self.agreement.need_side_id, self.agreement.host_side_id):
            self.add_error("supporter", _("This is one of the two sides already."))
        if supporter and not given.get("support"):
            self.add_error("support", _("Say what it gives."))
        if given.get("support") and not supporter and "supporter" not in self.errors:
            self.add_error("supporter", _("Say who gives it."))
        return given


class SignForm(NumberedForm):
    """Signing by a press, or with the paper that was signed elsewhere."""

    paper = forms.FileField(
        label=_("The signed paper"),
        required=False,
        help_text=_(
            "Only if you signed on paper: a PDF or a photo. Only both sides and the programme see it. A PDF "
            "is kept as it is, with what the file says about its author and its title."
        ),
    )
    paper_on = DayField(label=_("Day on the paper"), required=False)


class EndForm(forms.Form):
    """Why an agreement ends before its last day."""

    reason = forms.CharField(
        label=_("Why does it end?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    carried_out = forms.ChoiceField(
        label=_("Was the help given?"),
        choices=[("yes", _("Yes, we are done")), ("no", _("No: the city still needs it"))],
        widget=forms.RadioSelect,
        help_text=_("If not, the place of the host is free again, and the need is looked at again."),
    )


class TypeForm(forms.Form):
    """The kind of cooperation, as an officer confirms it."""

    kind = forms.ChoiceField(label=_("Kind of cooperation"), choices=Agreement.Type.choices)


class MatchFilterForm(Filters):
    """An officer's filters of all matches."""

    q = forms.CharField(label=_("Words in the titles"), max_length=100, required=False)
    round = forms.ChoiceField(label=pgettext_lazy("matching", "Round"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *MatchState.choices]
    )
    guest = forms.ChoiceField(label=_("Country that asks"), required=False)
    host = forms.ChoiceField(label=_("Country that hosts"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        rounds = Round.objects.exclude(state=Round.State.OPEN).values_list("public_id", "title")[:100]
        fields["round"].choices = [("", _("All rounds")), *rounds]
        pairs = Match.objects.order_by().values_list(
            "need__place__country_id", "window__offer__place__country_id"
        )
        found = list(pairs.distinct())
        fields["guest"].choices = _countries({guest for guest, _host in found})
        fields["host"].choices = _countries({host for _guest, host in found})

    def chosen(self, rows: MatchQuerySet) -> MatchQuerySet:
        """The rows that fit."""
        asked = self.asked
        if words := asked.get("q"):
            rows = rows.filter(Q(need__title__icontains=words) | Q(window__offer__title__icontains=words))
        named = {
            "round": "round__public_id",
            "state": "state",
            "guest": "need__place__country_id",
            "host": "window__offer__place__country_id",
        }
        return rows.filter(**{field: asked[name] for name, field in named.items() if name in asked})


def _countries(codes: set[str]) -> list[tuple[str, Any]]:
    named = sorted((country_name(code), code) for code in codes)
    return [("", _("All countries")), *((code, name) for name, code in named)]


class AgreementFilterForm(Filters):
    """What everybody can filter agreements by."""

    kind = forms.ChoiceField(
        label=_("Kind of cooperation"),
        required=False,
        choices=[("", _("All kinds")), *Agreement.Type.choices],
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All states")), *[(s.value, s.label) for s in Agreement.State]],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        themes = [(row.code, pick(row.names).text) for row in Theme.objects.order_by("order")]
        fields["theme"].choices = [("", _("All themes")), *themes]

    def chosen(self, rows: AgreementQuerySet) -> AgreementQuerySet:
        """The rows that fit."""
        asked = self.asked
        named = {"kind": "type", "theme": "match__need__themes__code", "state": "state"}
        return rows.filter(**{field: asked[name] for name, field in named.items() if name in asked})
