"""Screening, asking reviewers, reviewing, deciding, asking and answering questions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.practices.forms.fields import LongText
from cityclusters.practices.judging.criteria import ANCHORS, Question
from cityclusters.practices.judging.deciding import CHECKS, SCREENINGS
from cityclusters.practices.judging.worklist import Asked
from cityclusters.practices.models import Decision, Review
from cityclusters.practices.models.choices import SECTIONS, Level, State

ROWS = {"rows": 6, "dir": "auto"}
FEW_ROWS = {"rows": 3, "dir": "auto"}
LONGEST = 6000  # characters of a text to the author
DAYS = [
    ("", _("Any time")),
    ("3", _("3 days or more")),
    ("7", _("7 days or more")),
    ("14", _("14 days or more")),
]
STATES = [("", _("What is to be done")), *State.choices[1:-1], ("all", _("All"))]
REVIEWS = [
    ("", _("Any")),
    ("none", _("Reviewers are missing")),
    ("missing", _("Reviews are missing")),
    ("complete", _("Two reviews or more")),
]


class WorkFilter(forms.Form):
    """What a manager wants to see."""

    q = forms.CharField(label=_("Words of the title"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    waits = forms.ChoiceField(label=_("Waits for"), choices=DAYS, required=False)
    reviews = forms.ChoiceField(label=_("Reviews"), choices=REVIEWS, required=False)

    @property
    def asked(self) -> Asked:
        """The filter; what makes no sense is left out."""
        self.is_valid()
        data = self.cleaned_data
        return Asked(
            state=data.get("state") or "",
            days=int(data.get("waits") or 0),
            reviews=data.get("reviews") or "",
            words=data.get("q") or "",
        )


class ScreeningForm(forms.Form):
    """The first look: four checks, then on, back or out."""

    outcome = forms.ChoiceField(
        label=_("What now?"), choices=list(SCREENINGS.items()), widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("To the author"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_(
            "The author reads it. Say what is missing, or why it does not fit; both in friendly words."
        ),
    )
    again = forms.BooleanField(label=_("Ask the same reviewers again"), required=False, initial=True)

    def __init__(self, *args: Any, reviewed_before: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, words in CHECKS.items():
            self.fields[f"check_{key}"] = forms.BooleanField(label=str(words), required=False)
        if not reviewed_before:
            del self.fields["again"]
        self.order_fields([f"check_{key}" for key in CHECKS])

    @property
    def check_fields(self) -> list[forms.BoundField]:
        """The four boxes, for the page."""
        return [self[f"check_{key}"] for key in CHECKS]

    @property
    def checks(self) -> dict[str, bool]:
        """What was ticked."""
        return {key: bool(self.cleaned_data.get(f"check_{key}")) for key in CHECKS}

    def clean(self) -> dict[str, Any]:
        """Going on needs all four checks, anything else its reasons."""
        data = self.cleaned_data
        if data.get("outcome") == State.SCREENED and not all(self.checks.values()):
            self.add_error("outcome", _("To go on, all four must be true. Ask for changes where one is not."))
        elif data.get("outcome") not in (None, State.SCREENED) and not data.get("reasons", "").strip():
            self.add_error("reasons", _("Say why: the author reads it."))
        return data


class AskReviewersForm(forms.Form):
    """Whom to ask, and until when."""

    people = forms.MultipleChoiceField(
        label=_("Whom to ask"), error_messages={"required": _("Choose at least one person.")}
    )
    due = DayField(label=_("Review expected by"))

    def __init__(self, *args: Any, people: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.choices = [(key, key) for key in people]


class AnswerForm(forms.Form):
    """The reviewer says whether she can and may review it."""

    ANSWERS = (
        ("accept", _("I will review it, and I have no conflict of interest")),
        ("decline", _("I can't review it")),
        ("conflict", _("Something ties me to it")),
    )

    answer = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Why not, or what ties you to it"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs=FEW_ROWS),
        help_text=_("Only those who decide read it."),
    )

    def clean(self) -> dict[str, Any]:
        """A conflict is said in words; a no needs none."""
        data = self.cleaned_data
        if data.get("answer") == "conflict" and not data.get("words", "").strip():
            self.add_error("words", _("Say in a few words what ties you to it."))
        return data


class ConflictForm(forms.Form):
    """A conflict that came to light later."""

    words = LongText(label=_("What ties you to it"), max_length=300, rows=3)


class ReviewForm(forms.Form):
    """Scores, advice, level and two texts."""

    advice = forms.ChoiceField(
        label=_("Your advice"), choices=Review.Advice.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label=_("What kind of lesson is it?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        help_text=_("A lesson that something did not work is worth as much as a success."),
    )
    to_author = forms.CharField(
        label=_("To the author"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Read without your name: what is good, and what would make it better."),
    )
    to_managers = forms.CharField(
        label=_("Only to those who decide"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=FEW_ROWS),
    )

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"score_{question.key}"] = forms.TypedChoiceField(
                label=question.name,
                help_text=question.hint,
                choices=[(score, str(words)) for score, words in ANCHORS.items()],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": str(_("Choose a score."))},
            )
        self.order_fields([f"score_{question.key}" for question in questions])

    @classmethod
    def values_of(cls, review: Review) -> dict[str, Any]:
        """What was handed in."""
        values = {f"score_{key}": score for key, score in review.scores.items()}
        return {**values, **{name: getattr(review, name) for name in cls.base_fields}}

    @property
    def scores(self) -> dict[str, int]:
        """The scores by the keys of their criteria."""
        return {question.key: self.cleaned_data[f"score_{question.key}"] for question in self.questions}

    @property
    def texts(self) -> dict[str, str]:
        """All else by its name."""
        return {name: self.cleaned_data[name] for name in self.base_fields}


class DecisionForm(forms.Form):
    """What is decided, and why."""

    kind = forms.ChoiceField(label=_("Decision"), choices=Decision.Kind.choices, widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label=_("Level"),
        choices=Level.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Needed for what is accepted; a lesson is worth as much as a success."),
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_(
            "The author and the reviewers read them. What reviewers wrote to the author is sent along."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """What is accepted has a level (rule PR3)."""
        data = self.cleaned_data
        if data.get("kind") == Decision.Kind.ACCEPT and "level" in data and not data["level"]:
            self.add_error("level", _("Choose the level."))
        return data


class EndReviewForm(forms.Form):
    """Why a reviewer is asked no longer; she reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class QuestionForm(forms.Form):
    """A question to the author."""

    text = LongText(label=_("Your question to the author"), max_length=2000, rows=3)
    section = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["section"]
        field.choices = [("", _("The whole practice")), *((key, words[0]) for key, words in SECTIONS.items())]


class ReplyForm(forms.Form):
    """The author's answer."""

    text = LongText(label=_("Your answer"), max_length=4000, rows=3)
