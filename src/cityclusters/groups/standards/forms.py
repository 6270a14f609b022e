"""What is typed about a standard: which, how its checklist stands, the certificate."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.texts import pick
from cityclusters.groups.models import ComplianceRecord, Product, StandardAnswer
from cityclusters.groups.standards.acts import MOVES, Answer
from cityclusters.groups.standards.catalogue import Standard, standards
from cityclusters.practices.forms.fields import clean_text

State = ComplianceRecord.State


class StartForm(forms.Form):
    """Which standard, and for what."""

    standard = forms.ChoiceField(label=_("Standard"), widget=forms.RadioSelect)
    product = forms.ModelChoiceField(
        Product.objects.none(),
        label=_("For which product?"),
        to_field_name="public_id",
        required=False,
        empty_label=_("For the place where the group makes things"),
    )

    def __init__(self, *args: Any, products: Any, for_unit: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["standard"].choices = [(code, pick(one.name).text) for code, one in standards().items()]
        fields["product"].queryset = products
        if not for_unit:
            fields["product"].required, fields["product"].empty_label = True, _("Choose")

    def clean(self) -> dict[str, Any]:
        """A standard about a product names one; a standard about a laboratory names none."""
        data = self.cleaned_data
        known = standards().get(data.get("standard", ""))
        if known and known.holds_for_product() and not data.get("product") and "product" not in self.errors:
            self.add_error("product", _("This standard is about one product. Choose the product."))
        return data


class AnswersForm(forms.Form):
    """The checklist: one line each, met or not, since when, and what shows it."""

    def __init__(self, *args: Any, standard: Standard, record: ComplianceRecord, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.standard, self.today = standard, today
        known = {one.item: one for one in record.answers.all()}
        choices = [("", _("Not answered")), *StandardAnswer.Met.choices]
        for item in standard.items:
            before, name = known.get(item.code), item.code
            self.fields[f"{name}-met"] = forms.ChoiceField(
                label=_("Met?"), choices=choices, required=False, initial=before.met if before else ""
            )
            self.fields[f"{name}-on"] = DayField(
                label=_("Since"), required=False, initial=before.on if before else None
            )
            self.fields[f"{name}-evidence"] = forms.CharField(
                label=_("What shows it"),
                max_length=300,
                required=False,
                initial=before.evidence if before else "",
            )

    def lines(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The words of each line, and its three fields."""
        return [
            (pick(item.words).text, [self[f"{item.code}-{part}"] for part in ("met", "on", "evidence")])
            for item in self.standard.items
        ]

    def clean(self) -> dict[str, Any]:
        """What is met has a day and something that shows it; what does not apply says why."""
        data = self.cleaned_data
        Met = StandardAnswer.Met
        for item in self.standard.items:
            met, name = data.get(f"{item.code}-met"), item.code
            on = data.get(f"{name}-on")
            if met in (Met.YES, Met.NOT_APPLICABLE) and not data.get(f"{name}-evidence"):
                self.add_error(f"{name}-evidence", _("Say what shows it, or why it does not apply."))
            if met == Met.YES and on is None and f"{name}-on" not in self.errors:
                self.add_error(f"{name}-on", _("Say since when it is met."))
            if on is not None and on > self.today:
                self.add_error(f"{name}-on", _("This day has not come yet."))
        return data

    def answers(self) -> list[Answer]:
        """All lines, after `is_valid`."""
        data = self.cleaned_data
        return [
            Answer(
                item.code,
                data[f"{item.code}-met"],
                data[f"{item.code}-on"],
                clean_text(data[f"{item.code}-evidence"]),
            )
            for item in self.standard.items
        ]


class CertificateForm(forms.Form):
    """Who certified it, from when until when, and where the paper is."""

    body = forms.CharField(
        label=_("Who certified it?"), max_length=200, help_text=_("The name of the body on the certificate")
    )
    number = forms.CharField(label=_("Number of the certificate"), max_length=100, required=False)
    certified_on = DayField(label=_("Certified on"))
    expires_on = DayField(
        label=_("Valid until"), help_text=_("You are warned 90, 30 and 7 days before this day.")
    )
    evidence = forms.CharField(
        label=_("Where is the paper kept?"), max_length=300, required=False, help_text=_("Or add it below.")
    )
    upload = forms.FileField(
        label=_("The certificate (PDF or picture)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
        help_text=_("Only the people of the group see it."),
    )

    def __init__(self, *args: Any, record: ComplianceRecord, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.record = record

    def clean(self) -> dict[str, Any]:
        """The days are in order; there is evidence."""
        data = self.cleaned_data
        first, last = data.get("certified_on"), data.get("expires_on")
        if first and first > self.record.group.today():
            self.add_error("certified_on", _("This day has not come yet."))
        if first and last and last < first:
            self.add_error("expires_on", _("This is before the day on which it was certified."))
        if not (data.get("evidence") or data.get("upload") or self.record.paper or self.errors):
            self.add_error("evidence", _("Add the certificate, or say where the paper is kept."))
        return data

    @classmethod
    def values_of(cls, record: ComplianceRecord) -> dict[str, Any]:
        """What stands in the record."""
        return {name: getattr(record, name) for name in cls.base_fields if name != "upload"}


class MoveForm(forms.Form):
    """Another state, by hand."""

    state = forms.ChoiceField(label=_("How does it stand now?"))

    def __init__(self, *args: Any, record: ComplianceRecord, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["state"].choices = [(state, State(state).label) for state in MOVES[record.state]]
