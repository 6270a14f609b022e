"""A form field for SDG targets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core import sdg
from cityclusters.core.texts import with_commas


class TargetsField(forms.CharField):
    """SDG targets typed as '5.5, 8.3'; cleans to a list of those that exist."""

    def clean(self, value: Any) -> list[str]:
        """The targets in their order. Raises ValidationError naming those that do not exist."""
        found, wrong = sdg.parse(super().clean(value))
        if wrong:
            raise forms.ValidationError(
                _("There is no SDG target %(targets)s. Write targets such as 5.5 or 8.a.")
                % {"targets": with_commas(wrong[:5])}
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        """A stored list as the text that one types."""
        return ", ".join(value) if isinstance(value, list) else value
