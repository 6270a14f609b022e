"""An uploaded spreadsheet."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One XLSX or CSV file, not larger than the limit of uploads."""

    file = forms.FileField(
        label=_("Spreadsheet (XLSX or CSV)"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )

    def clean_file(self) -> Any:
        """Raises ValidationError for a file over the limit."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The file is too large."))
        return file
