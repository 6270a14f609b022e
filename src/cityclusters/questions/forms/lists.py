"""Looking for questions and replies."""

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.core.forms import Filters
from cityclusters.core.texts import pick
from cityclusters.places.folding import fold
from cityclusters.questions.models import ConsolidatedReply, Question
from cityclusters.questions.models.choices import LANGUAGES, State
from cityclusters.questions.models.question import QuestionQuerySet
from cityclusters.questions.models.reply import ReplyQuerySet
from cityclusters.spaces.models import Space, Theme

STATES = [("", _("All")), ("unanswered", _("Without an answer")), ("replied", _("With a reply"))]


class FilterForm(Filters):
    """Words and filters; an answer that makes no sense filters nothing."""

    q = forms.CharField(label=_("Words in the question"), max_length=100, required=False)
    space = forms.ChoiceField(label=_("Cities Cluster"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("Show"), required=False, choices=STATES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        spaces = [(space.slug, pick(space.names).text) for space in Space.objects.all()]
        themes = [(theme.code, pick(theme.names).text) for theme in Theme.objects.offered()]
        fields["space"].choices = [("", _("All Cities Clusters")), *spaces]
        fields["theme"].choices = [("", _("All themes")), *themes]
        fields["language"].choices = [("", _("All languages")), *LANGUAGES]

    def chosen(self, rows: QuestionQuerySet) -> "QuerySet[Question]":
        """The questions that fit, newest first, with their numbers."""
        asked = self.asked
        for word in fold(asked.get("q", "")).split()[:8]:
            rows = rows.filter(folded__contains=word)
        exact = {"space": "space__slug", "language": "language"}
        for name, field in exact.items():
            if name in asked:
                rows = rows.filter(**{field: asked[name]})
        if "theme" in asked:
            rows = rows.filter(pk__in=Question.objects.filter(themes=asked["theme"]).values("pk"))
        if asked.get("state") == "unanswered":
            rows = rows.unanswered()
        if asked.get("state") == "replied":
            rows = rows.filter(replied_at__isnull=False)
        return with_numbers(rows).order_by("-asked_at", "-pk")


def with_numbers(rows: "QuerySet[Question]") -> "QuerySet[Question]":
    """What a card of a question shows."""
    shown = Count("answers", filter=Q(answers__state=State.VISIBLE), distinct=True)
    rows = rows.annotate(number=shown, cities=Count("ours_too", distinct=True))
    return rows.select_related("space", "author", "organisation", "place__country")


class ReplyFilterForm(Filters):
    """The library of replies."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        themes = [(theme.code, pick(theme.names).text) for theme in Theme.objects.offered()]
        fields["theme"].choices = [("", _("All themes")), *themes]
        fields["language"].choices = [("", _("All languages")), *LANGUAGES]

    def chosen(self, rows: ReplyQuerySet) -> "QuerySet[ConsolidatedReply]":
        """The replies that fit, newest first."""
        asked = self.asked
        if "theme" in asked:
            rows = rows.filter(question__in=Question.objects.filter(themes=asked["theme"]))
        if "language" in asked:
            rows = rows.filter(language=asked["language"])
        found = rows.select_related("question__space").prefetch_related("question__themes")
        return found.annotate(
            contributors=Count("credits", filter=Q(credits__kind="answered"), distinct=True)
        ).order_by("-published_at", "-pk")
