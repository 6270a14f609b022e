"""An organisation says that it uses a booklet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.booklets.models import DeclaredUse
from cityclusters.core.texts import pick
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations


class UseForm(forms.Form):
    """Who uses it, and how; shown on the page of the booklet."""

    organisation = forms.ChoiceField(label=_("Organisation that uses it"))
    way = forms.ChoiceField(label=_("How you use it"), choices=DeclaredUse.Way, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: in which training, for how many people. It is shown to everybody."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        rows = Organisation.objects.filter(pk__in=focal_organisations(person)).order_by("pk")
        self._own = {row.public_id: row for row in rows}
        fields["organisation"].choices = [(key, pick(row.names).text) for key, row in self._own.items()]

    def clean_organisation(self) -> Organisation:
        """The organisation itself."""
        return self._own[self.cleaned_data["organisation"]]
