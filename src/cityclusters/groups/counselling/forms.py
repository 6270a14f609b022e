"""What a counsellor writes, and what people ask of the desk. Nothing here is kept while it is typed."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.groups.counselling.words import TOPICS
from cityclusters.groups.models import CounsellingDoor, CounsellingSession, EmergencyAccess
from cityclusters.people.models import Person
from cityclusters.practices.forms.fields import LongText

LONGEST_NOTE = 10_000
# A browser keeps no list of what was typed here, and sends nothing away to have its spelling checked.
SILENT = {"autocomplete": "off", "spellcheck": "false", "dir": "auto"}


class QuietForm(forms.Form):
    """A form whose fields the browser does not remember."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs.update(SILENT)


class LabelForm(QuietForm):
    """How the counsellor calls a case."""

    label = forms.CharField(
        label=_("A name for this folder"),
        max_length=80,
        help_text=_("Only you can read it. Initials or a word will do; better not her full name."),
    )


class SessionForm(QuietForm):
    """One session."""

    held_on = DayField(label=_("Day"))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=600)
    kind = forms.ChoiceField(label=_("In which form"), choices=CounsellingSession.Kind.choices)
    topics = forms.MultipleChoiceField(
        label=_("What it was about"),
        choices=list(TOPICS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sealed with the note. Topics are only counted, for many people together."),
    )
    note = LongText(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        rows=8,
        required=False,
        help_text=_("Only you can read it. It is not kept before you press the button."),
    )


class DoorForm(QuietForm):
    """How one reaches the counsellors; everybody can read it on the card."""

    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    hours = forms.CharField(label=_("When"), max_length=200, required=False)
    words = forms.CharField(
        label=_("What one should know"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: come without an appointment, children are welcome. Everybody can read it."),
    )
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)

    @classmethod
    def values_of(cls, door: CounsellingDoor | None, language: str) -> dict[str, Any]:
        """What stands in the record, or what one begins with."""
        if door is None:
            return {"language": language}
        return {name: getattr(door, name) for name in cls.base_fields}


class People(forms.ModelChoiceField[Person]):
    """One of a few people, by her public id."""

    def __init__(self, people: list[Person], **kwargs: Any):
        rows = Person.objects.filter(pk__in=[person.pk for person in people]).order_by("folded_name", "pk")
        super().__init__(rows, to_field_name="public_id", **kwargs)
        if len(people) == 1:
            self.initial, self.empty_label = people[0].public_id, None


class EmergencyForm(QuietForm):
    """Asking to read one case of a colleague."""

    reason = forms.ChoiceField(
        label=_("Why"), choices=EmergencyAccess.Reason.choices, widget=forms.RadioSelect
    )
    words = LongText(
        label=_("In your words"),
        max_length=1000,
        rows=4,
        help_text=_("For the person who decides, the counsellor and the data stewards. Name nobody."),
    )

    def __init__(self, *args: Any, counsellors: list[Person], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["counsellor"] = People(counsellors, label=_("Whose notes"))
        self.order_fields(["counsellor", "reason", "words"])


class HandoverForm(QuietForm):
    """Who gets the cases."""

    def __init__(self, *args: Any, before: list[Person], after: list[Person], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["before"] = People(before, label=_("Whose folders"))
        self.fields["after"] = People(after, label=_("To whom"))
