"""Changing a follow-up, and filtering the list of them."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Person

LONGEST = 4000
FARTHEST = timedelta(days=3 * 365)


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, widget=widget)


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = _text(_("What came of it"), _("For example: what was agreed, with whom, and what comes next."))


class DropForm(forms.Form):
    """Why nobody goes on with it."""

    outcome = _text(_("Why it is dropped"))


class ReopenForm(forms.Form):
    """Why it is taken up again."""

    reason = _text(_("Why it is opened again"))


class DueForm(forms.Form):
    """Another day, with the reason."""

    due = DayField(label=_("New day"))
    reason = _text(_("Why the day changes"))

    def clean_due(self) -> Any:
        """A day from today on, and within three years."""
        due = self.cleaned_data["due"]
        today = timezone.localdate()
        if due < today:
            raise ValidationError(_("This day has passed already."))
        if due > today + FARTHEST:
            raise ValidationError(_("This day is more than three years away."))
        return due


class OwnerForm(forms.Form):
    """Another owner: somebody who runs the programme."""

    owner = forms.ModelChoiceField(
        label=_("New owner"), queryset=Person.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, follow_up: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = possible_owners().exclude(pk=follow_up.owner_id)


def possible_owners() -> Any:
    """Those who run the programme and can sign in."""
    holds = Q(grants__ended_at=None, grants__role__in=["officer", "administrator"])
    return Person.objects.filter(holds, state=Person.State.ACTIVE).distinct().order_by("name")


class FilterForm(forms.Form):
    """The filters of the list; what makes no sense is as if it were not there."""

    LIGHTS = [
        ("", _("All")),
        ("red", _("Red: overdue")),
        ("yellow", _("Yellow: due within 7 days")),
        ("green", _("Green: due later")),
    ]

    state = forms.ChoiceField(label=_("State"), required=False)
    light = forms.ChoiceField(label=_("Colour"), required=False, choices=LIGHTS)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Owner"),
        required=False,
        queryset=Person.objects.none(),
        to_field_name="public_id",
        empty_label=_("All"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = ("all", _("All"))
        for name, choices in (
            ("state", [*FollowUp.State.choices, anything]),
            ("kind", [("", _("All")), *settings.FOLLOW_UP_KINDS.items()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        seen = FollowUp.objects.visible_to(person).order_by().values("owner")
        owner.queryset = Person.objects.filter(pk__in=seen).order_by("name")

    def filtered(self, person: Person) -> Any:
        """The follow-ups that she may see and that the filters let through, the most urgent first."""
        self.is_valid()
        wanted = self.cleaned_data
        found = FollowUp.objects.visible_to(person)
        state = wanted.get("state") or FollowUp.State.OPEN
        if wanted.get("light"):
            found = found.coloured(wanted["light"], timezone.localdate())
        elif state != "all":
            found = found.filter(state=state)
        if wanted.get("kind"):
            found = found.of_kind(wanted["kind"])
        if wanted.get("owner"):
            found = found.filter(owner=wanted["owner"])
        order = ("due", "pk") if state == FollowUp.State.OPEN else ("-due", "-pk")
        return found.order_by(*order).select_related("owner", "contact", "organisation")
