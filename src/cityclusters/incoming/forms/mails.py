"""The filters of the list of mails that arrived."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.incoming.models import IncomingMail


class FilterForm(forms.Form):
    """State, and words of the sender's address, the subject or the answer."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *IncomingMail.State.choices]
    )
    words = forms.CharField(label=_("From whom, or about what"), required=False, max_length=100)

    def filtered(self) -> QuerySet[IncomingMail]:
        """The mails that the filters let through, newest first, without the raw messages."""
        self.is_valid()
        wanted: dict[str, Any] = self.cleaned_data
        found = IncomingMail.objects.defer("raw").select_related("person")
        if wanted.get("state"):
            found = found.filter(state=wanted["state"])
        if words := wanted.get("words", "").replace("\x00", ""):
            found = found.filter(Q(sender__icontains=words) | Q(subject__icontains=words))
        return found
