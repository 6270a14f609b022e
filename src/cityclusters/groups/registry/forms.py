"""What is typed about a group, its keepers, members and counts, and what readers look for."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.core.ids import secret_code
from cityclusters.core.json_lists import holding
from cityclusters.core.text_fields import TextsField
from cityclusters.groups.models import Group, Headcount, Keeper, Member
from cityclusters.groups.models.group import GroupQuerySet
from cityclusters.groups.value_chains import CHAINS, with_parts
from cityclusters.people.fields import AccountField, OrganisationField
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.places.countries import country_name
from cityclusters.places.fields import PlaceField
from cityclusters.places.folding import fold
from cityclusters.practices.forms.fields import PartialDate, clean_text
from cityclusters.support.offers.forms import Hosts, own_language

EARLIEST = 1900
MOST_PEOPLE = 1_000_000


def chain_choices() -> list[tuple[str, str]]:
    """The value chains by name in the reader's language."""
    return sorted(((code, str(words)) for code, words in CHAINS.items()), key=lambda pair: pair[1])


def whole_day(text: str) -> date | None:
    """The first day of a year, a month, or the day itself; None for ''."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


class GroupForm(forms.Form):
    """What a group is, where, and what its pages offer."""

    names = TextsField(label=_("Name"), most=150)
    place = PlaceField(label=_("Where"))
    purpose = TextsField(label=_("What it is for"), most=2000, long=True, required=False)
    offers = TextsField(
        label=_("What it offers"),
        most=2000,
        long=True,
        required=False,
        help_text=_("For example: courses in digital skills, sewing machines to book"),
    )
    joining = TextsField(label=_("Who can join, and how"), most=1000, long=True, required=False)
    hours = TextsField(label=_("Opening hours"), most=300, required=False)
    contact = forms.CharField(
        label=_("Public contact"),
        max_length=200,
        required=False,
        help_text=_("Everybody who may read the page reads this. Not a private address or number."),
    )
    value_chains = forms.MultipleChoiceField(
        label=_("Value chains"), required=False, widget=forms.CheckboxSelectMultiple
    )
    parts = forms.MultipleChoiceField(
        label=_("What its pages offer"),
        choices=Group.Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is switched off is kept, and shown to nobody until you switch it on again."),
    )
    founded = PartialDate(label=_("Founded"), required=False, help_text=_("A year, a month or a day"))
    language = forms.ChoiceField(label=_("It works in"), choices=settings.CONTENT_LANGUAGES)
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        max_length=3,
        required=False,
        help_text=_("Three letters, for example GHS. Savings and sales are written in it."),
        error_messages={"invalid": _("Write the three letters of the currency, for example GHS.")},
    )
    shown_to = forms.ChoiceField(
        label=_("Who may read its page"),
        choices=Group.Audience.choices,
        widget=forms.RadioSelect,
        initial=Group.Audience.PUBLIC,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["value_chains"].choices = chain_choices()

    def clean_contact(self) -> str:
        """Without signs that nothing can show."""
        return clean_text(self.cleaned_data["contact"])

    def clean_currency(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """The day on which it was founded, and whether only its year is known; savings have a currency."""
        data = self.cleaned_data
        text = data.get("founded") or ""
        data["founded"], data["founded_year_only"] = whole_day(text), len(text) == 4
        if "savings" in data.get("parts", ()) and not data.get("currency"):
            self.add_error("currency", _("Savings need a currency."))
        return data

    @classmethod
    def values_of(cls, group: Group) -> dict[str, Any]:
        """What stands in the record."""
        values = {name: getattr(group, name) for name in cls.base_fields}
        if group.founded:
            day = group.founded.isoformat()
            values["founded"] = day[:4] if group.founded_year_only else day
        return values


class NewGroupForm(GroupForm):
    """A new group: of which kind, and which organisation runs it. Its parts are those of its kind."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Group.Kind.choices, widget=forms.RadioSelect)
    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)
    field_order = ("kind", "names", "place", "organisation")

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        del fields["parts"]
        if person.is_officer:
            fields["organisation"] = OrganisationField(
                label=_("Who runs it"), person=person, required=False, help_text=_("If an organisation does.")
            )
        else:
            rows = Organisation.objects.filter(pk__in=focal_organisations(person))
            fields["organisation"] = Hosts(
                rows.select_related("place__country"),
                label=_("Who runs or supports it"),
                to_field_name="public_id",
            )
            if len(rows) == 1:
                fields["organisation"].initial, fields["organisation"].empty_label = rows[0].public_id, None
        fields["once"].initial = secret_code()
        fields["language"].initial = own_language(person)
        self.order_fields(self.field_order)

    def clean_once(self) -> str:
        """A key of ours, made anew where another was sent."""
        sent: str = self.cleaned_data["once"]
        return sent if len(sent) == len(secret_code()) else secret_code()


class EndForm(forms.Form):
    """Why a group ends."""

    reason = forms.CharField(
        label=_("Why does it end?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("For those who look for it later. Everybody who may read its page reads it."),
    )


class KeeperForm(forms.Form):
    """Who gets a post in the group, by e-mail address."""

    person = AccountField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Post"), choices=Keeper.Role.choices, widget=forms.RadioSelect)
    ends = DayField(label=_("Until"), required=False, help_text=_("Leave it empty if no end is known."))

    def __init__(self, *args: Any, group: Group, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_ends(self) -> date | None:
        """Not before today at the group's place."""
        day: date | None = self.cleaned_data["ends"]
        if day is not None and day < self.group.today():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        return day


class MemberForm(forms.Form):
    """Somebody on the list of members. Sex only as she stated it."""

    name = forms.CharField(label=_("Name, as she or he writes it"), max_length=150)
    sex = forms.ChoiceField(
        label=_("Sex, as stated"),
        choices=Person.Sex.choices,
        required=False,
        help_text=_("Ask; never guess it from a name. Whoever does not want to say stays “not stated”."),
    )
    joined = DayField(label=_("Joined on"), required=False, earliest=EARLIEST)
    person = AccountField(
        label=_("E-mail address of her account here"),
        required=False,
        help_text=_("Only if she has one: then she sees what is for members."),
    )

    def clean_name(self) -> str:
        """Without signs that nothing can show."""
        return clean_text(self.cleaned_data["name"]).strip()


class NewMemberForm(MemberForm):
    """A new one: the same form sent twice gives one."""

    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = secret_code()

    def clean_once(self) -> str:
        """A key of ours, made anew where another was sent."""
        sent: str = self.cleaned_data["once"]
        return sent if len(sent) == len(secret_code()) else secret_code()


class LineForm(MemberForm):
    """Changes a line. An account that stands behind it is not shown by its address, and can be taken off."""

    apart = forms.BooleanField(label=_("This is not her account: take it off the line"), required=False)

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member
        del self.fields["person" if member.person_id else "apart"]

    def clean(self) -> dict[str, Any]:
        """The account stays unless it is taken off."""
        data = self.cleaned_data
        if data.pop("apart", False):
            data["person"] = None
        return data


class LeaveForm(forms.Form):
    """When and why somebody left."""

    left = DayField(label=_("Left on"), earliest=EARLIEST)
    reason = forms.CharField(label=_("Why she left, if she said so"), max_length=200, required=False)

    def __init__(self, *args: Any, member: Member, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member, self.today = member, today

    def clean_left(self) -> date:
        """Not before she joined, and not in the future."""
        day: date = self.cleaned_data["left"]
        if self.member.joined and day < self.member.joined:
            raise forms.ValidationError(_("This is before the day on which she joined."))
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class HeadcountForm(forms.Form):
    """How many people there were, by sex as stated, and who says so."""

    unit = forms.ChoiceField(
        label=_("Of whom"),
        choices=Headcount.Unit.choices,
        help_text=_("Members are not employees: count who works there for pay apart."),
    )
    on = PartialDate(label=_("When"), help_text=_("A day, or only the year if no more is known"))
    female = forms.IntegerField(label=_("Women"), min_value=0, max_value=MOST_PEOPLE, initial=0)
    male = forms.IntegerField(label=_("Men"), min_value=0, max_value=MOST_PEOPLE, initial=0)
    other = forms.IntegerField(label=_("Another answer"), min_value=0, max_value=MOST_PEOPLE, initial=0)
    not_stated = forms.IntegerField(label=_("Not stated"), min_value=0, max_value=MOST_PEOPLE, initial=0)
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("For example: register of members, general assembly")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Somebody is counted, on a day that has come."""
        data = self.cleaned_data
        text = data.get("on") or ""
        day = whole_day(text)
        if day is not None and day > self.today:
            self.add_error("on", _("This day is still to come."))
        data["on"], data["year_only"] = day, len(text) == 4
        if not any(data.get(sex) for sex in ("female", "male", "other", "not_stated")) and not self.errors:
            self.add_error("female", _("Write at least one number."))
        return data


class FilterForm(Filters):
    """Looking for a group; an answer that makes no sense filters nothing."""

    words = forms.CharField(label=_("Name"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Group.Kind.choices]
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    place = PlaceField(label=_("Place"), required=False)
    chain = forms.ChoiceField(label=_("Value chain"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Active")), ("ended", _("Ended")), ("all", _("All"))],
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        codes = Group.objects.order_by().values_list("place__country", flat=True).distinct()
        named = sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
        fields["country"].choices = [("", _("All countries")), *named]
        fields["chain"].choices = [("", _("All value chains")), *chain_choices()]

    def chosen(self, rows: GroupQuerySet) -> GroupQuerySet:
        """The rows that fit, by name."""
        asked = self.asked
        state = asked.get("state", Group.State.ACTIVE)
        if state != "all":
            rows = rows.filter(state=state)
        for word in fold(asked.get("words", "")).split()[:8]:
            rows = rows.filter(folded__contains=word)
        if "kind" in asked:
            rows = rows.filter(kind=asked["kind"])
        if "country" in asked:
            rows = rows.filter(place__country=asked["country"])
        if "place" in asked:
            rows = rows.filter(place=asked["place"])
        if "chain" in asked:
            found = Q()
            for code in with_parts(asked["chain"]):
                found |= Q(pk__in=holding(Group.objects.all(), "value_chains", code).values("pk"))
            rows = rows.filter(found)
        return rows.select_related("place__country", "organisation").order_by("folded", "pk")
