"""Fields with suggestions."""

from collections.abc import Iterable
from typing import Any

from django import forms


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
