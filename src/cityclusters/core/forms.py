"""Forms look the same everywhere: label, help, then the error next to its field, tied to it for
screen readers. Forms that filter lists never complain."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` with the templates in core/forms/."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"


class Filters(forms.Form):
    """What a reader filters a list by; an answer that makes no sense filters nothing."""

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked and makes sense, by name; empty answers left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
