"""Assessment results, and correcting or revoking a certificate."""

from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cityclusters.exchanges.models import Certificate

SALT = "exchanges.assessments"
ACCEPTED = ".xlsx,.csv,.txt,.tsv"
LIFE = 60 * 60 * 6  # seconds for which a dry run can be confirmed


class ResultsForm(forms.Form):
    """A list of results, with the mark from which a number is passed."""

    file = forms.FileField(
        label=_("List of results (XLSX or CSV)"),
        help_text=_("With the name or the e-mail address, and the result: passed, not passed, or points."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    mark = forms.FloatField(
        label=_("Points from which it is passed"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Only where the results are points."),
    )

    @property
    def upload(self) -> UploadedFile:
        """The file."""
        file: UploadedFile = self.cleaned_data["file"]
        return file


def sealed(exchange_id: str, results: list[tuple[str, bool]]) -> str:
    """The results of a dry run (registration's public id, passed) in a form that nobody can change."""
    return signing.dumps([exchange_id, results], salt=SALT, compress=True)


class ConfirmForm(forms.Form):
    """The sealed results, sent back."""

    results = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def __init__(self, *args: Any, exchange_id: str, **kwargs: Any) -> None:
        self.exchange_id = exchange_id
        super().__init__(*args, **kwargs)

    def clean_results(self) -> list[tuple[str, bool]]:
        """Refuses what was changed, is too old, or belongs to another exchange."""
        try:
            exchange_id, results = signing.loads(self.cleaned_data["results"], salt=SALT, max_age=LIFE)
        except (signing.BadSignature, ValueError, TypeError):
            raise forms.ValidationError(_("This check is too old. Upload the list again.")) from None
        if exchange_id != self.exchange_id:
            raise forms.ValidationError(_("This check is too old. Upload the list again."))
        return [(str(seat), bool(passed)) for seat, passed in results]


class RevokeForm(forms.ModelForm[Certificate]):
    """Why a certificate is taken back."""

    class Meta:
        model = Certificate
        fields = ["revoked_reason"]
        help_texts = {"revoked_reason": _("Only those who manage the exchange see it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revoked_reason"].required = True


class NameForm(forms.ModelForm[Certificate]):
    """The name as it should be."""

    class Meta:
        model = Certificate
        fields = ["name"]
