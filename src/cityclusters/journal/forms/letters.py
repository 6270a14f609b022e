"""The filters of the list of letters."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.journal.models import Letter


class FilterForm(forms.Form):
    """State, and words of the address, the name or the subject."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Letter.State.choices]
    )
    words = forms.CharField(label=_("To whom, about what, or the problem"), required=False, max_length=100)

    def of(self, found: QuerySet[Letter]) -> QuerySet[Letter]:
        """Those of the letters that the filters let through."""
        self.is_valid()
        wanted: dict[str, Any] = self.cleaned_data
        if wanted.get("state"):
            found = found.filter(state=wanted["state"])
        if words := wanted.get("words"):
            columns = ("to", "subject", "problem", "person__name")
            found = found.filter(reduce(or_, (Q(**{f"{name}__icontains": words}) for name in columns)))
        return found
