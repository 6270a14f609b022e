"""What the reader narrows the ledger by."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.people.models import Organisation
from cityclusters.places.cooperation import Route as RouteWords
from cityclusters.places.countries import country_choices
from cityclusters.support.giving.ledger import What
from cityclusters.support.giving.rows import Asked
from cityclusters.support.models import Drive, Item

WHAT_WORDS = {
    What.CONFIRMED: _("Accepted by the recipient"),
    What.PLEDGED: _("Pledged, not sent yet"),
    What.TRANSIT: _("On its way"),
    What.REJECTED: _("Rejected"),
    What.MISSING: _("Never arrived"),
    What.DISTRIBUTED: _("Handed out"),
}


class AidFilter(Filters):
    """Drive, item, country on either side, from a day to a day."""

    drive = forms.ChoiceField(label=_("Drive"), required=False)
    item = forms.ChoiceField(label=_("What"), required=False)
    country = forms.ChoiceField(label=_("Country that gave or got it"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, data: Any, *, items: Iterable[Item], drives: Iterable[Drive]) -> None:
        super().__init__(data)
        self.drives = {drive.public_id: drive for drive in drives}
        fields: Any = self.fields
        fields["drive"].choices = [
            ("", _("All drives")),
            *((key, str(drive)) for key, drive in self.drives.items()),
        ]
        fields["item"].choices = [("", _("Everything")), *((item.code, str(item)) for item in items)]
        fields["country"].choices = [("", _("All countries")), *country_choices()]

    def narrowed(self) -> Asked:
        """What was asked, for `rows.read`."""
        asked = self.asked
        drive = self.drives.get(asked.get("drive", ""))
        organisation = asked.get("organisation", "")
        keys: frozenset[int] = frozenset()
        if organisation:
            found = Organisation.objects.filter(public_id=organisation).values_list("pk", flat=True)
            keys = frozenset(found) or frozenset({0})
        return Asked(
            drive=drive.pk if drive else None,
            item=asked.get("item", ""),
            country=asked.get("country", ""),
            since=asked.get("since"),
            until=asked.get("until"),
            organisations=keys,
            exchange=asked.get("exchange", ""),
        )


class RowsFilter(AidFilter):
    """The same, and which number is looked into."""

    what = forms.ChoiceField(label=_("How far"), required=False)
    route = forms.ChoiceField(label=_("Route"), required=False)
    donor = forms.ChoiceField(label=_("Who gave"), required=False)
    currency = forms.RegexField(r"^[A-Z]{3}$", required=False, widget=forms.HiddenInput)
    organisation = forms.RegexField(r"^\w{10}$", required=False, widget=forms.HiddenInput)
    exchange = forms.RegexField(r"^\w{10}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        words = [(what.value, word) for what, word in WHAT_WORDS.items()]
        fields["what"].choices = [("", _("All states")), *words]
        fields["route"].choices = [("", _("All routes")), *RouteWords.choices]
        fields["donor"].choices = [("", _("All kinds")), *Organisation.Kind.choices]
        # An item that nobody keeps (the words of a contribution) can be looked into all the same.
        item = str(self.data.get("item") or "")[:80]
        if item.startswith("other:"):
            fields["item"].choices.append((item, item.partition(":")[2]))
