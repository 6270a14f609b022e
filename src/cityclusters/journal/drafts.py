"""Unfinished forms, kept on the server as they are typed (rule 5 of the product).

A form takes part by `<form data-autosave="{% url 'journal:draft' key %}">`; a "Save draft" button posts
there (`formaction`) without JavaScript. A view shows the form again with
`initial=typed_before(form, load(person, key))`; it calls `drop` in the act that makes the draft
superfluous."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from cityclusters.journal.models.draft import Draft
from cityclusters.people.models import Person

LEFT_OUT = {"csrfmiddlewaretoken", "save_draft", "draft_title", "draft_url", "once"}
LARGEST = 200_000  # characters in one draft
MOST = 100  # drafts of one person


class DraftRefused(Exception):
    """The draft is larger than any form of ours, or the person keeps too many."""


def load(person: Person, form_key: str) -> QueryDict | None:
    """What the person typed into the form and did not send, or None."""
    draft = Draft.objects.filter(person=person, form=form_key).first()
    if draft is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in draft.data.items():
        typed.setlist(name, values)
    return typed


def _storable(text: str) -> str:
    """The text without the one character that PostgreSQL cannot keep."""
    return text.replace("\x00", "")


def save(
    person: Person,
    form_key: str,
    data: QueryDict | Mapping[str, str | Sequence[str]],
    *,
    title: str = "",
    url: str = "",
) -> Draft:
    """Keeps the fields of a form; the newest save wins. `title` and `url` let her find it again.

    Raises DraftRefused for more than 200,000 characters or more than 100 drafts."""
    pairs = data.lists() if isinstance(data, QueryDict) else data.items()
    kept = {
        _storable(name): [_storable(values)]
        if isinstance(values, str)
        else [_storable(str(value)) for value in values]
        for name, values in pairs
        if name not in LEFT_OUT
    }
    size = sum(len(name) + sum(map(len, values)) for name, values in kept.items())
    others = Draft.objects.filter(person=person).exclude(form=form_key)
    if size > LARGEST or others.count() >= MOST:
        raise DraftRefused
    fields = {"data": kept, "title": _storable(title)[:200], "url": _storable(url)[:300]}
    draft, _new = Draft.objects.update_or_create(person=person, form=form_key, defaults=fields)
    return draft


def drop(person: Person, form_key: str) -> None:
    """Forgets the draft: the form was sent, or she threw it away."""
    Draft.objects.filter(person=person, form=form_key).delete()


def typed_before(form: forms.Form, draft: QueryDict | None) -> dict[str, Any]:
    """A draft as initial values of the form: each field reads what its own widget had sent."""
    if draft is None:
        return {}
    return {
        name: field.widget.value_from_datadict(draft, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not field.widget.value_omitted_from_data(draft, {}, form.add_prefix(name))
    }
