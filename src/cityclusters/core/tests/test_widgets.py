"""Lists to choose from: drawn by our own templates, saying what Django's would say."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

GROUPED = [
    ("Asia & Pacific", [("uz", "<Uzbekistan>"), ("cn", "China")]),
    ("", "None of these"),
    (3, 'The "third"'),
]


class _Choices(forms.Form):
    one = forms.ChoiceField(choices=GROUPED)
    several = forms.MultipleChoiceField(choices=GROUPED, widget=forms.SelectMultiple)
    boxes = forms.MultipleChoiceField(choices=GROUPED, widget=forms.CheckboxSelectMultiple, required=False)
    circles = forms.ChoiceField(choices=GROUPED, widget=forms.RadioSelect(attrs={"class": "wide"}))


def _tags(drawn: str) -> list[str]:
    """Tags and words without the space between them; attributes in any order."""
    parts = [part.strip() for part in re.split(r"(<[^>]*>)", drawn)]
    return [" ".join(sorted(part.strip("<>").split())) if "=" in part else part for part in parts if part]


@pytest.mark.parametrize("name", ["one", "several", "boxes", "circles"])
@pytest.mark.parametrize(
    "answer", [{}, {"one": "3", "several": ["uz", "3"], "boxes": ["cn"], "circles": "uz"}]
)
def test_ours_say_what_djangos_say(name: str, answer: dict[str, object]) -> None:
    drawn = str(_Choices(initial=answer)[name])
    usual = str(_Choices(initial=answer, renderer=DjangoTemplates())[name])
    assert _tags(drawn) == _tags(usual)
    assert "&lt;Uzbekistan&gt;" in drawn
    assert "Asia &amp; Pacific" in drawn
    assert "selected" in drawn or "checked" in drawn or not answer
