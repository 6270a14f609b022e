"""Connection logs, check-in codes, and the filters of the attendance table."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cityclusters.core import zones
from cityclusters.exchanges.models import CheckInCode, Exchange
from cityclusters.exchanges.results import STATES

ACCEPTED = ".csv,.xlsx,.txt,.tsv"


class LogForm(forms.Form):
    """A connection log, and the zone in which its times are written."""

    file = forms.FileField(
        label=_("Connection log (CSV or XLSX)"),
        help_text=_("With the name or the e-mail address, the time of joining and the time of leaving."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    zone = forms.ChoiceField(
        label=_("Time zone of the log"),
        help_text=_("Times that carry their own offset are read with it."),
    )

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        kwargs["initial"] = {"zone": exchange.zone}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["zone"]
        field.choices = zones.choices()

    @property
    def upload(self) -> UploadedFile:
        """The file."""
        file: UploadedFile = self.cleaned_data["file"]
        return file


class CodeForm(forms.ModelForm[CheckInCode]):
    """How long before the session the code works."""

    class Meta:
        model = CheckInCode
        fields = ["opens_before"]


class AttendanceFilter(forms.Form):
    """Words and filters; an answer that makes no sense filters nothing."""

    q = forms.CharField(label=_("Name or organisation"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("Result"), required=False)
    session = forms.ChoiceField(label=_("Seen in"), required=False)

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = [(row.public_id, str(row)) for row in exchange.sessions.filter(counts=True)]
        fields: Any = self.fields
        fields["state"].choices = [("", _("All")), *STATES.items()]
        fields["session"].choices = [("", _("Any session")), *sessions]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked and makes sense, as `attendance_table.grid` takes it."""
        self.is_valid()
        data = self.cleaned_data
        return {
            "text": data.get("q", ""),
            "state": data.get("state", ""),
            "session": data.get("session", ""),
        }


class AsideForm(forms.Form):
    """Why a line of a log belongs to no participant."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For example: a device of the staff, an interpreter.")
    )
