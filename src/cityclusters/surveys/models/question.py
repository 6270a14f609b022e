"""Question: what is asked, in all languages, with one set of option codes (rule SU11)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick, validate_texts
from cityclusters.people.models import Person
from cityclusters.surveys.models.survey import Survey

CODE = RegexValidator(r"^[A-Za-z0-9_-]{1,40}\Z", _("Use letters without accents, digits, - and _ only."))
SEX_CODES = [value for value in Person.Sex.values if value]
LONGEST_TEXT = 3000  # characters of a free answer
MOST_OPTIONS = 60


def validate_options(value: object) -> None:
    """Refuses anything but a list of {"code", "texts", "dont_know"} with different codes."""
    if not isinstance(value, list):
        raise ValidationError(_("The options are a list."))
    seen: set[str] = set()
    for option in value:
        if not isinstance(option, dict) or not isinstance(option.get("code"), str):
            raise ValidationError(_("Every option has a code."))
        CODE(option["code"])
        validate_texts(option.get("texts"))
        if option["code"] in seen:
            raise ValidationError(_("Two options have the same code."))
        seen.add(option["code"])


class Question(models.Model):
    """One question of a survey.

    `options` is a list of {"code": "yes", "texts": {"_": "en", "en": "Yes", …}, "dont_know": false}: each
    translation is another text of the same code, so answers given in different languages are one set.
    `shown_if` is {} or {"question": code of an earlier one, "any_of": [codes or steps as text]}; whoever
    answered otherwise is not asked (rule SU5). `asks_about` names what the answer tells about the person:
    the design check counts how many people of the audience share it (rule SU3)."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("One answer of a list")
        MULTIPLE = "multiple", _("Several answers of a list")
        SCALE = "scale", _("A step on a scale")
        TEXT = "text", _("Own words")

    class Asks(models.TextChoices):
        NOTHING = "", _("Nothing about who the person is")
        SEX = "sex", _("Sex")
        COUNTRY = "country", _("Country")
        REGION = "region", _("Region or province")
        CITY = "city", _("City")
        ORGANISATION = "organisation", _("Organisation")
        ORGANISATION_KIND = "organisation_kind", _("Kind of organisation")
        POST = "post", _("Post, by its name")
        POST_GROUP = "post_group", _("Post in groups (head, deputy, other)")
        OTHER = "other", _("Something else that can point to a person (age, name, telephone …)")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    code = models.CharField(_("code"), max_length=40, validators=[CODE])
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    texts = models.JSONField(_("question"), validators=[validate_texts])
    helps = models.JSONField(_("explanation"), default=dict, blank=True, validators=[validate_texts])
    options = models.JSONField(_("options"), default=list, blank=True, validators=[validate_options])
    low = models.SmallIntegerField(_("lowest step"), default=1)
    high = models.SmallIntegerField(_("highest step"), default=5)
    low_label = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    high_label = models.JSONField(default=dict, blank=True, validators=[validate_texts])
    required = models.BooleanField(_("must be answered"), default=False)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    asks_about = models.CharField(
        _("tells about the person"), max_length=17, choices=Asks, blank=True, default=""
    )
    shown_if = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="question_code_once_per_survey"),
            models.CheckConstraint(condition=models.Q(high__gt=models.F("low")), name="scale_has_two_steps"),
        ]

    def __str__(self) -> str:
        return pick(self.texts).text or self.code

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen, as text: the codes of the options, or the steps of the scale."""
        if self.kind == self.Kind.SCALE:
            return tuple(str(step) for step in range(self.low, self.high + 1))
        return tuple(option["code"] for option in self.options)

    @property
    def dont_know(self) -> frozenset[str]:
        """The codes that mean "I don't know"; they stay in the base (rule SU5)."""
        return frozenset(option["code"] for option in self.options if option.get("dont_know"))

    @property
    def has_options(self) -> bool:
        """Whether it offers a list to choose from."""
        return self.kind in {self.Kind.SINGLE, self.Kind.MULTIPLE}

    def languages_missing(self) -> list[str]:
        """Languages of the survey in which the question or one of its options has no text."""
        parts: list[dict[str, Any]] = [self.texts, *(option["texts"] for option in self.options)]
        for label in (self.helps, self.low_label, self.high_label):
            if label:
                parts.append(label)
        return [code for code in self.survey.languages if not all(part.get(code) for part in parts)]
