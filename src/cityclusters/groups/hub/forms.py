"""What is typed at a hub: an enquiry, a file, needs and start, outcome checks, courses, mentoring."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.text_fields import TextsField
from cityclusters.groups.booking.forms import OnceForm
from cityclusters.groups.hub import mentoring
from cityclusters.groups.models import (
    Course,
    Group,
    MentoringPair,
    NeedsProfile,
    OutcomeCheck,
    Participant,
)
from cityclusters.groups.models.hub import AgeGroup, LeftReason, Need, Work, YesNo
from cityclusters.people.models import Person
from cityclusters.practices.forms.fields import LongText

NOT_ASKED = ("", _("Not asked"))
VIOLENCE = "violence"


class ContactForm(forms.Form):
    """How somebody may be reached, as far as that is safe."""

    contact = forms.CharField(
        label=_("Phone number or e-mail address"), max_length=200, required=False,
        help_text=_("Only if you want to be reached. You can also come by."),
    )  # fmt: skip
    call_ok = forms.BooleanField(label=_("It is safe to call me"), required=False)
    mail_ok = forms.BooleanField(
        label=_("It is safe to write to me by e-mail"), required=False,
        help_text=_("Without this nobody writes to you. The letters speak of an appointment, nothing else."),
    )  # fmt: skip
    safe_times = forms.CharField(label=_("On which days and at what hours?"), max_length=200, required=False)


class EnquiryForm(ContactForm, OnceForm):
    """An enquiry without an account. Who looks for help against violence gets the card: nothing of it is
    asked, nothing is kept (rule HU9)."""

    looks_for = forms.ChoiceField(
        label=_("What do you look for?"), widget=forms.RadioSelect,
        choices=[
            ("learn", _("A course")),
            ("guidance", _("Advice about work or a business")),
            ("tools", _("A room, a machine or a tool")),
            (VIOLENCE, _("Help against violence or fear")),
            ("other", _("Something else")),
        ],
    )  # fmt: skip
    name = forms.CharField(label=_("How shall we call you?"), max_length=150, required=False)
    wish = LongText(
        label=_("A few words"), max_length=1500, rows=4, required=False,
        help_text=_("Please write nothing about health, violence or other people."),
    )  # fmt: skip
    field_order = ("looks_for", "name", "wish", "contact", "call_ok", "mail_ok", "safe_times")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Some way to answer: a contact with a safe way to use it, or she comes by herself."""
        data = self.cleaned_data
        if data.get("mail_ok") and "@" not in (data.get("contact") or ""):
            self.add_error("contact", _("Write your e-mail address, or take the tick away."))
        return data

    @property
    def is_about_violence(self) -> bool:
        """She looks for help against violence."""
        return bool(self.cleaned_data.get("looks_for") == VIOLENCE)


class FileForm(OnceForm):
    """How somebody is called and reached, written by a manager."""

    name = forms.CharField(label=_("Name, as she wants to be called"), max_length=150)
    sex = forms.ChoiceField(
        label=_("Sex, as she states it"), choices=Person.Sex.choices, required=False, initial=""
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.CONTENT_LANGUAGES)
    contact = forms.CharField(label=_("Phone number or e-mail address"), max_length=200, required=False)
    call_ok = forms.BooleanField(label=_("She says that it is safe to call her"), required=False)
    mail_ok = forms.BooleanField(label=_("She says that it is safe to write to her"), required=False)
    safe_times = forms.CharField(label=_("Safe days and hours"), max_length=200, required=False)
    wish = LongText(
        label=_("What she looks for"), max_length=1500, rows=4, required=False,
        help_text=_("Write nothing about health or violence. If she tells of it, open the card together."),
    )  # fmt: skip

    @classmethod
    def values_of(cls, row: Participant) -> dict[str, Any]:
        """What stands in the file."""
        return {name: getattr(row, name) for name in cls.base_fields if name != "once"}


class MoneyForm(forms.Form):
    """Income and sales in a month, in one currency; and how sure somebody feels."""

    income = forms.DecimalField(
        label=_("Income in a month"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    sales = forms.DecimalField(
        label=_("Sales in a month"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency, three letters"), required=False,
        error_messages={"invalid": _("Write three capital letters, for example JOD.")},
    )  # fmt: skip
    skill = forms.TypedChoiceField(
        label=_("How sure she feels in what she learns"), required=False, coerce=int, empty_value=None,
        choices=[NOT_ASKED, *((step, str(step)) for step in range(1, 6))],
        help_text=_("1: not at all, 5: very"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Money has a currency."""
        data = self.cleaned_data
        money = data.get("income") is not None or data.get("sales") is not None
        if money and not data.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("Write the currency of these amounts."))
        return data


class ProfileForm(MoneyForm):
    """Needs and start. What the law protects most is optional and says why it is asked."""

    needs = forms.MultipleChoiceField(
        label=_("What she wants to learn"), choices=Need.choices, widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    hours = forms.CharField(label=_("Hours that suit her"), max_length=200, required=False)
    childcare = forms.BooleanField(label=_("She needs childcare"), required=False)
    transport = forms.BooleanField(label=_("She needs help with the way there"), required=False)
    access = forms.CharField(
        label=_("What she needs to take part"), max_length=300, required=False,
        help_text=_("For example: a ramp, sign language, large print"),
    )  # fmt: skip
    work = forms.ChoiceField(label=_("Her work today"), choices=[NOT_ASKED, *Work.choices], required=False)
    in_business = forms.ChoiceField(
        label=_("Does she have a business already?"), choices=[NOT_ASKED, *YesNo.choices], required=False
    )
    age_group = forms.ChoiceField(label=_("Age"), choices=[NOT_ASKED, *AgeGroup.choices], required=False)
    disability = forms.ChoiceField(
        label=_("Does she live with a disability?"), choices=[NOT_ASKED, *YesNo.choices], required=False
    )
    aid = forms.ChoiceField(
        label=_("Does she get public aid?"), choices=[NOT_ASKED, *YesNo.choices], required=False
    )
    refugee = forms.ChoiceField(
        label=_("Is she a refugee?"), choices=[NOT_ASKED, *YesNo.choices], required=False
    )
    PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (_("What she needs"), ("needs", "hours", "childcare", "transport", "access")),
        (_("Where she starts from"), ("work", "in_business", "income", "sales", "currency", "skill")),
        (_("Only if she wants to say it"), ("age_group", "disability", "aid", "refugee")),
    )

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in their groups."""
        return [(str(head), [self[name] for name in names]) for head, names in self.PARTS]

    @classmethod
    def values_of(cls, row: NeedsProfile | None) -> dict[str, Any]:
        """What stands in the record."""
        return {name: getattr(row, name) for name in cls.base_fields} if row else {}

    def clean_skill(self) -> int | None:
        """A step, or None."""
        return self.cleaned_data["skill"] or None


class CheckForm(MoneyForm):
    """What became of her."""

    state = forms.ChoiceField(
        label=_("Answer"),
        choices=OutcomeCheck.State.choices[1:],
        widget=forms.RadioSelect,
        initial="answered",
    )
    work = forms.ChoiceField(label=_("Work now"), choices=[NOT_ASKED, *Work.choices], required=False)
    registered = forms.ChoiceField(
        label=_("Is the business registered?"), required=False,
        choices=[("", _("There is no business")), *OutcomeCheck.Registered.choices],
    )  # fmt: skip
    first_sale_on = DayField(label=_("First sale on"), required=False)
    first_employee_on = DayField(label=_("First employee on"), required=False)
    first_capital_on = DayField(label=_("First loan or other capital on"), required=False)
    first_expense_on = DayField(label=_("First expense on"), required=False)
    counted_elsewhere = forms.BooleanField(label=_("Another hub counts this business"), required=False)
    field_order = ("state", "work", "income", "sales", "currency", "skill", "registered")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Who did not answer has no answers."""
        data = super().clean()
        if data.get("state") == OutcomeCheck.State.ANSWERED:
            if not data.get("work") and not self.errors:
                self.add_error("work", _("Choose what her work is now."))
            return data
        empty: dict[str, Any] = {"work": "", "registered": "", "currency": "", "counted_elsewhere": False}
        return {"state": data.get("state")} | {
            name: empty.get(name) for name in self.base_fields if name != "state"
        }

    @classmethod
    def values_of(cls, row: OutcomeCheck) -> dict[str, Any]:
        """What stands in the record."""
        values = {name: getattr(row, name) for name in cls.base_fields}
        return values | ({"state": "answered"} if row.state == OutcomeCheck.State.DUE else {})


class MoveForm(forms.Form):
    """To which state, and why where she leaves."""

    to = forms.ChoiceField(choices=Participant.State.choices)
    reason = forms.ChoiceField(choices=[("", ""), *LeftReason.choices], required=False)


class CourseForm(forms.Form):
    """What the group says of a course (seed item C17)."""

    need = forms.ChoiceField(label=_("The need it answers"), choices=Need.choices)
    need_words = TextsField(label=_("The need in your words"), most=300, required=False)
    hours = TextsField(
        label=_("Days and hours"), most=300, required=False,
        help_text=_("For example: Sundays and Tuesdays, 10 to 12, while children are at school"),
    )  # fmt: skip
    childcare = forms.ChoiceField(label=_("Childcare"), choices=Course.Childcare.choices)
    way_there = TextsField(label=_("The way there"), most=300, required=False)

    @classmethod
    def values_of(cls, row: Course) -> dict[str, Any]:
        """What stands in the record."""
        return {name: getattr(row, name) for name in cls.base_fields}


class NewCourseForm(CourseForm):
    """A new course: enough to open it; its programme follows on the next page."""

    title = TextsField(label=_("Title"), most=200)
    summary = TextsField(label=_("What it is about"), most=5000, long=True, required=False)
    venue = forms.CharField(label=_("Room or address"), max_length=300, required=False)
    capacity = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=10_000, required=False,
        help_text=_("Leave empty where there is room for everybody."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=settings.CONTENT_LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("title", "summary", "need", "need_words", "hours", "childcare", "venue", "way_there")
    ABOUT = ("title", "summary", "venue", "capacity", "languages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    @property
    def about(self) -> dict[str, Any]:
        """What the exchange needs."""
        return {name: self.cleaned_data[name] for name in self.ABOUT} | {"mode": "room"}

    @property
    def said(self) -> dict[str, Any]:
        """What the group says."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.ABOUT}


class DropForm(forms.Form):
    """Somebody stopped coming."""

    on = DayField(label=_("Since"))
    reason = forms.ChoiceField(label=_("Why"), choices=LeftReason.choices, widget=forms.RadioSelect)


class PairForm(OnceForm):
    """Who advises whom."""

    coach = forms.ChoiceField(label=_("Who advises"))
    kind = forms.ChoiceField(label=_("Kind"), choices=MentoringPair.Kind.choices)
    starts = DayField(label=_("Since"))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = mentoring.coaches(group)
        fields: Any = self.fields
        fields["coach"].choices = [(key, str(person)) for key, person in self.known.items()]
        fields["starts"].initial = group.today()

    def clean_coach(self) -> Person:
        """The person."""
        return self.known[self.cleaned_data["coach"]]


class NoteForm(OnceForm):
    """What the two did."""

    on = DayField(label=_("Day"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, required=False)
    text = LongText(label=_("What you did"), max_length=4000, rows=5)
    next_step = forms.CharField(label=_("Next step"), max_length=300, required=False)


class PeriodForm(forms.Form):
    """The time of the report."""

    first = DayField(label=_("From"))
    last = DayField(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        """In order, and of a few years at most."""
        data = self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and (last < first or (last - first).days > 1830):
            self.add_error("last", _("Choose a time of at most five years that ends after it begins."))
        return data
