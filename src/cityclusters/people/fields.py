"""A form field that takes an organisation: typed or chosen from suggestions, asked back where several fit."""

from typing import Any, NamedTuple

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import sent_id
from cityclusters.core.texts import pick
from cityclusters.people.models import Organisation, Person
from cityclusters.people.models.organisation import OrganisationQuerySet
from cityclusters.places import folding

NONE_OF_THESE = "none"
MOST_CHOICES = 12
MOST_WORDS = 300


def label(organisation: Organisation) -> str:
    """How one tells it from others of its name: 'Municipality of Khiva (Khiva, Uzbekistan)'."""
    name = pick(organisation.names).text
    if organisation.place is None:
        return name
    return _now("%(name)s (%(place)s)") % {"name": name, "place": organisation.place.label()}


class Asked(NamedTuple):
    """What the browser sent: the words, the id of a suggestion, the radio button, and the words for which
    the radio buttons were shown."""

    words: str = ""
    chosen: str = ""
    picked: str = ""
    before: str = ""


class OrganisationWidget(forms.Widget):
    """A search box; below it, when the server had to ask back, the organisations that fit as radio buttons.

    Posts `<name>` (the words), `<name>_id` (chosen from the suggestions), `<name>_choice` (the radio) and
    `<name>_before` (the words for which the radios were shown: other words make a choice void)."""

    template_name = "people/_organisation_field.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices: list[tuple[str, str]] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> "Asked":
        """What the browser sent, without characters that no database takes."""

        def sent(part: str) -> str:
            return str(data.get(f"{name}{part}") or "").replace("\x00", "").strip()[:MOST_WORDS]

        return Asked(sent(""), sent("_id")[:10], sent("_choice")[:10], sent("_before"))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_id" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        asked = value if isinstance(value, Asked) else Asked()
        if isinstance(value, Organisation):
            asked = Asked(label(value), value.public_id)
        context["widget"].update(
            words=asked.words,
            chosen=asked.chosen,
            choices=self.choices,
            none=NONE_OF_THESE,
            suggest_url=reverse_lazy("people:suggest-organisations"),
        )
        return context


class OrganisationField(forms.Field):
    """Cleans to an Organisation (None where empty and not required).

    `person` limits it to what she may see (without one: to what everybody sees; set `field.person` in the
    form's constructor); `among` to any other set. `unknown_allowed` leaves a name that nobody knows to the
    form: the value is then None and the words stand in `field.words`."""

    widget = OrganisationWidget
    default_error_messages = {
        "unknown": _("No organisation of that name is known here. Try another spelling, or one word of it."),
        "several": _("Several organisations fit. Choose the one you mean."),
        "none": _("Then try another spelling, or one word of the name."),
        "inexact": _("Is one of these the organisation you mean? Choose it, or correct the name."),
    }

    def __init__(
        self,
        *,
        person: Person | None = None,
        among: OrganisationQuerySet | None = None,
        unknown_allowed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.person, self.among, self.unknown_allowed = person, among, unknown_allowed
        self.words = ""

    def prepare_value(self, value: Any) -> Any:
        """Initial values may be an Organisation or its primary key."""
        if isinstance(value, int):
            return Organisation.objects.select_related("place").filter(pk=value).first()
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another organisation is meant than the initial one."""
        asked = data if isinstance(data, Asked) else Asked()
        row = self.prepare_value(initial)
        if not isinstance(row, Organisation):
            return asked.words != ""
        return (asked.picked or asked.chosen) != row.public_id or asked.words != label(row)

    def clean(self, value: Any) -> Organisation | None:
        """The organisation. Raises ValidationError, with choices for the next try, when it is not clear."""
        asked = value if isinstance(value, Asked) else Asked()
        self.words = asked.words
        if not asked.words:
            super().clean(None)
            return None
        picked = asked.picked if asked.words == asked.before else ""
        if picked and picked != NONE_OF_THESE and (found := self._known(picked)):
            return found
        return self._suggested(asked) or self._by_words(asked.words, picked)

    def _known(self, public_id: str) -> Organisation | None:
        return self._open().filter(public_id=sent_id(public_id)).first()

    def _suggested(self, asked: Asked) -> Organisation | None:
        """The one of the hidden field, unless the words were changed since (a browser without JavaScript
        sends the old id along)."""
        found = self._known(asked.chosen) if asked.chosen else None
        return found if found and folding.fold(label(found)) == folding.fold(asked.words) else None

    def _open(self) -> OrganisationQuerySet:
        rows = Organisation.objects.visible_to(self.person) if self.among is None else self.among
        return rows.select_related("place__country")

    def _by_words(self, words: str, picked: str) -> Organisation | None:
        named = list(self._open().called(words)[:MOST_CHOICES])
        named = [row for row in named if folding.fold(label(row)) == folding.fold(words)] or named
        if len(named) == 1 and picked != NONE_OF_THESE:
            return named[0]
        if picked == NONE_OF_THESE:
            if self.unknown_allowed:
                return None
            raise forms.ValidationError(self.error_messages["none"], "none")
        rows = named or list(self._open().search(words)[:MOST_CHOICES])
        if not rows and self.unknown_allowed:
            return None
        self.widget.choices = [(row.public_id, label(row)) for row in rows]
        code = "several" if named else "inexact" if rows else "unknown"
        raise forms.ValidationError(self.error_messages[code], code)


class AccountField(forms.EmailField):
    """Takes the e-mail address of somebody with an account that is in use; cleans to the Person."""

    default_error_messages = {"nobody": _("Nobody with this address has an account here.")}

    def clean(self, value: Any) -> Person | None:
        """The person; None where nothing was typed and nothing is required. Raises ValidationError where
        nobody has the address."""
        email = super().clean(value)
        if not email:
            return None
        person = Person.objects.filter(email__iexact=email, state=Person.State.ACTIVE).first()
        if person is None:
            raise forms.ValidationError(self.error_messages["nobody"], "nobody")
        return person
