"""What is typed about a process: its name, its steps, what a version changes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.text_fields import TextsField
from cityclusters.groups.models import Process, ProcessStep, Product
from cityclusters.groups.models.process import COLDEST, HOTTEST
from cityclusters.groups.process.acts import FACTS
from cityclusters.groups.products.forms import Once
from cityclusters.people.models import Person
from cityclusters.practices.forms.fields import LongText, clean_text
from cityclusters.support.offers.forms import own_language

LONGEST = 525_600  # minutes: a year
TEXTS = ("title", "inputs", "limit", "if_missed")


class ProcessForm(Once):
    """What is made by these steps, and in which language they are written."""

    names = TextsField(label=_("What is made?"), most=150, help_text=_("For example: traditional harissa"))
    product = forms.ModelChoiceField(
        Product.objects.none(),
        label=_("Product of the group"),
        to_field_name="public_id",
        required=False,
        help_text=_("If it has a page."),
    )
    language = forms.ChoiceField(label=_("You write the steps in"), choices=settings.CONTENT_LANGUAGES)

    def __init__(self, *args: Any, person: Person, products: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["product"].queryset = products
        fields["language"].initial = own_language(person)


def _degrees(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=Decimal(COLDEST),
        max_value=Decimal(HOTTEST),
        decimal_places=1,
        max_digits=5,
    )


class StepForm(forms.Form):
    """One step."""

    title = forms.CharField(label=_("Step"), max_length=150, help_text=_("For example: wash the peppers"))
    inputs = forms.CharField(label=_("What goes in, and how much"), max_length=500, required=False)
    doing = LongText(label=_("What to do"), max_length=2000, rows=5, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=LONGEST, required=False)
    lowest = _degrees(_("Lowest temperature, in °C"))
    highest = _degrees(_("Highest temperature, in °C"))
    is_critical = forms.BooleanField(
        label=_("Critical control point"),
        required=False,
        help_text=_("If this step goes wrong, the product is not safe, and no later step mends it."),
    )
    limit = forms.CharField(
        label=_("Limit"), max_length=200, required=False, help_text=_("For example: at least 85 °C inside")
    )
    if_missed = forms.CharField(label=_("What to do if the limit is missed"), max_length=500, required=False)
    picture = forms.FileField(
        label=_("Picture (JPEG, PNG or WebP)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("What the picture shows, for people who cannot see it"), max_length=300, required=False
    )
    no_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    def __init__(self, *args: Any, step: ProcessStep | None, **kwargs: Any):
        if step is not None:
            kwargs["initial"] = {name: getattr(step, name) for name in FACTS}
        super().__init__(*args, **kwargs)
        if step is None or step.picture is None:
            del self.fields["no_picture"]

    def clean(self) -> dict[str, Any]:
        """A critical step has a limit and a remedy; temperatures are in order; a picture is described."""
        data = self.cleaned_data
        for name in TEXTS:
            data[name] = clean_text(data.get(name) or "").strip()
        if data.get("is_critical") and not data["limit"]:
            self.add_error("limit", _("A critical step has a limit."))
        if data.get("is_critical") and not data["if_missed"]:
            self.add_error("if_missed", _("Say what to do if the limit is missed."))
        low, high = data.get("lowest"), data.get("highest")
        if low is not None and high is not None and high < low:
            self.add_error("highest", _("This is lower than the lowest temperature."))
        if data.get("picture") and not data.get("alt"):
            self.add_error("alt", _("Say what the picture shows."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What the step says, without its picture."""
        return {name: self.cleaned_data[name] for name in FACTS}


class InForceForm(forms.Form):
    """What the new version changes."""

    note = forms.CharField(
        label=_("What changed, and why?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, process: Process, is_first: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = not is_first
