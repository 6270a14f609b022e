"""The page of one part: its form with what stands in the record or could not be saved, and its saving."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal import drafts
from cityclusters.people.models import Person
from cityclusters.practices import parts, writing
from cityclusters.practices.forms.parts import FORMS, TextForm, values_of
from cityclusters.practices.forms.rows import Rows, rows_form, rows_of
from cityclusters.practices.models import Practice
from cityclusters.practices.models.choices import State


class PartPage:
    """A part of a practice for one writer.

    What she typed is never lost: it is saved into the record or, where that is not possible (something is
    not right yet, somebody else saved meanwhile), as a draft of hers, which the page shows beside what
    stands in the record."""

    def __init__(self, practice: Practice, key: str, person: Person) -> None:
        self.practice, self.person = practice, person
        self.part = parts.PARTS[key]
        self.key = key
        self.draft = f"practice-{practice.public_id}-{key}"
        self.form: Any = None
        self.saved = False
        self.stale = False
        self.problem = ""
        self.seen = ""

    def save(self, sent: QueryDict) -> None:
        """Saves what was sent, or keeps it as a draft and says why."""
        self.form = self._form(data=sent)
        if not self.form.is_valid():
            self.problem = _("Kept as your draft: something needs to be corrected before it can be saved.")
        else:
            self._write(sent)
        if self.saved:
            drafts.drop(self.person, self.draft)
        else:
            self._keep(sent)

    def _write(self, sent: QueryDict) -> None:
        try:
            self.seen = writing.save_part(
                self.practice, self.key, self._typed(sent), sent.get("seen", ""), self.person
            )
            self.saved = True
        except writing.Stale:
            self.stale = True
            self.problem = _("Somebody else has saved this part meanwhile. Your text is kept beside it.")
        except NotPossible as refusal:
            self.problem = str(refusal)

    def _typed(self, sent: QueryDict) -> Any:
        if isinstance(self.form, Rows):
            return self.form.written(sent)
        return self.form.cleaned_data["text"].strip() if self.part.text else self.form.cleaned_data

    def _keep(self, sent: QueryDict) -> None:
        title = f"{self.practice.title}: {self.part.label}"
        try:
            url = reverse("practices:part", args=[self.practice.public_id, self.key])
            drafts.save(self.person, self.draft, sent, title=title, url=url)
        except drafts.DraftRefused:
            self.problem = _("This is too much to keep. Please shorten it.")

    def told(self) -> dict[str, Any]:
        """The answer to the script."""
        return {"saved": self.saved, "stale": self.stale, "seen": self.seen, "problem": self.problem}

    def context(self) -> dict[str, Any]:
        """For the template. What could not be saved earlier stands in the form, with what to correct; saving
        it now takes the place of what stands in the record, which is shown beside it."""
        kept = drafts.load(self.person, self.draft) if self.form is None else None
        if kept is not None:
            self.form = self._form(data=kept)
        now = writing.seen_of(self.practice, self.key)
        sent = self.form.data.get("seen", "") if self.form is not None else now
        if self.form is None:
            self.form = self._form()
        before, after = parts.neighbours(self.key)
        return {
            "practice": self.practice,
            "part": self.part,
            "form": self.form,
            "rows": isinstance(self.form, Rows),
            "seen": now,
            "stale": sent != now,
            "restored": kept is not None,
            "problem": self.problem,
            "theirs": self._theirs() if sent != now else None,
            "before": before,
            "after": after,
        }

    def _form(self, data: QueryDict | None = None) -> Any:
        if self.part.text:
            text = writing.section_of(self.practice, self.key).text
            return TextForm(data, key=self.key, initial={"text": text})
        if self.key not in FORMS:
            # What was typed is the whole list: a row counts whether or not it stood there before.
            stored = rows_of(self.practice, self.key) if data is None else None
            return rows_form(self.key, self.person, data=data, initial=stored)
        form = FORMS[self.key](data, initial=values_of(self.practice, self.key))
        if "organisation" in form.fields:
            self._owner(form)
        return form

    def _owner(self, form: Any) -> None:
        """Whom it belongs to is settled with its first submission."""
        if self.practice.state != State.DRAFT:
            del form.fields["organisation"]
        else:
            form.fields["organisation"].offer(self.person, self.practice.organisation)

    def _theirs(self) -> dict[str, Any]:
        """What stands in the record now, to be read beside the form."""
        if self.part.text:
            section = writing.section_of(self.practice, self.key)
            return {"text": section.text, "by": section.saved_by, "at": section.saved_at}
        if self.key in FORMS:
            shown = FORMS[self.key](initial=values_of(self.practice, self.key))
            return {"lines": [(field.label, _words(field)) for field in shown if _words(field)]}
        return {
            "rows": [
                [str(value) for value in row.values() if value] for row in rows_of(self.practice, self.key)
            ]
        }


def _words(field: Any) -> str:
    """The value of a field as people read it."""
    value = field.initial
    choices = dict(getattr(field.field, "choices", ()) or ())
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value) or "")
