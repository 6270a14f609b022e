"""Posts in organisations: asking for one, deciding, handing over."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.people import limits, rules
from cityclusters.people.forms.parts import LineField, SinceField
from cityclusters.people.models import Mandate, Organisation, Person


class AskPostForm(forms.Form):
    """What somebody says of her post; it is confirmed by another person."""

    FIELDS = ["post", "start", "may_act", "proof"]

    post = LineField(
        label=_("Your post"),
        help_text=_("As it is called, for example: deputy mayor for economy."),
        max_length=200,
        autocomplete="organization-title",
    )
    start = SinceField(label=_("Since"), required=False)
    may_act = forms.BooleanField(
        label=_("I may act for the organisation: sign needs, offers and agreements"), required=False
    )
    proof = LineField(
        label=_("How can this be checked?"),
        help_text=_("For example a page of the organisation, or who can confirm it and how to reach them."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, person: Person, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.organisation = person, organisation

    def clean(self) -> dict[str, Any]:
        """Acting for an organisation, or an address from elsewhere (rule PE5), needs something to check."""
        cleaned = super().clean() or self.cleaned_data
        start = cleaned.get("start")
        if start and start > timezone.localdate():
            self.add_error("start", forms.ValidationError(_("This day has not come yet."), "future"))
        if not cleaned.get("proof") and "proof" not in self.errors:
            if cleaned.get("may_act"):
                self.add_error("proof", _("Write how it can be checked that you may act."))
            elif rules.domain_differs(self.person, self.organisation):
                self.add_error(
                    "proof",
                    _("Your e-mail address is from elsewhere. Write how your post can be checked."),
                )
        if not self.errors and not limits.may_ask_post(self.person):
            raise forms.ValidationError(_("You have asked for many posts today. Go on tomorrow."), "limit")
        return cleaned


class DecidePostForm(forms.Form):
    """Yes or no to a post, until when, and why."""

    verdict = forms.ChoiceField(
        label=_("Is this right?"),
        choices=[("yes", _("Yes, confirm it")), ("no", _("No, refuse it"))],
        widget=forms.RadioSelect,
    )
    end = DayField(
        label=_("Until"),
        help_text=_("Empty: for a year. After a year at the latest it is asked for again."),
        required=False,
    )
    reason = LineField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mandate = mandate
        self.differs = rules.domain_differs(mandate.person, mandate.organisation)

    def clean(self) -> dict[str, Any]:
        """A refusal needs a reason, and so does confirming against the warning of rule PE5."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == "no" and not cleaned.get("reason"):
            self.add_error("reason", _("Write why; the person reads it."))
        if cleaned.get("verdict") == "yes" and self.differs and not cleaned.get("reason"):
            self.add_error("reason", _("The e-mail address is from elsewhere: write why you confirm it."))
        end = cleaned.get("end")
        if end and end < max(timezone.localdate(), self.mandate.start or timezone.localdate()):
            self.add_error("end", _("This day has passed already."))
        return cleaned


class HandOverForm(forms.Form):
    """Who takes over the post, and from which day."""

    email = forms.EmailField(
        label=_("E-mail address of the successor"),
        help_text=_("Somebody new is invited by a letter."),
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    name = LineField(
        label=_("Name of the successor"),
        help_text=_("Only for somebody new."),
        max_length=150,
        required=False,
    )
    first_day = DayField(label=_("First day"), initial=timezone.localdate)

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mandate = mandate

    def clean_first_day(self) -> Any:
        """A day within a year from now, after the post began."""
        day = self.cleaned_data["first_day"]
        begun = self.mandate.start
        if abs((day - timezone.localdate()).days) > 365 or (begun and day <= begun):
            raise forms.ValidationError(_("Choose a day within a year from now, after the post began."))
        return day

    def clean(self) -> dict[str, Any]:
        """The successor is somebody else, and somebody new has a name."""
        cleaned = super().clean() or self.cleaned_data
        email = str(cleaned.get("email", "")).lower()
        known = Person.objects.filter(email=email).first() if email else None
        if known is not None and known.pk == self.mandate.person_id:
            self.add_error("email", _("This is who holds the post now."))
        elif email and known is None and not cleaned.get("name"):
            self.add_error("name", _("Write the name of your successor, so that the letter can greet them."))
        return cleaned


class EndPostForm(forms.Form):
    """The last day of a post."""

    last_day = DayField(label=_("Last day"), initial=timezone.localdate)

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mandate = mandate

    def clean_last_day(self) -> Any:
        """Not before the post began, not more than a year from now."""
        day = self.cleaned_data["last_day"]
        begun = self.mandate.start
        if (day - timezone.localdate()).days > 365 or (begun and day < begun):
            raise forms.ValidationError(_("Choose a day after the post began, within a year from now."))
        return day
