"""Fields with suggestions, and drafts as initial values."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict


class Suggesting(forms.TextInput):
    """A text field with suggestions (`<datalist>`), which one need not follow."""

    template_name = "exchanges/widgets/suggesting.html"

    def __init__(self, suggestions: Iterable[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = list(suggestions)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["attrs"]["list"] = list_id
        context["widget"].update(list_id=list_id, suggestions=self.suggestions)
        return context


def typed_before(form: forms.Form, draft: QueryDict | None) -> dict[str, Any]:
    """A draft as initial values of the form: each field reads what its own widget had sent."""
    if draft is None:
        return {}
    return {
        name: field.widget.value_from_datadict(draft, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not field.widget.value_omitted_from_data(draft, {}, form.add_prefix(name))
    }
