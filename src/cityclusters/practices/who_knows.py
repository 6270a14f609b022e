"""Cities with practices on the themes of a question, in its words: settings.WHO_KNOWS."""

from django.utils.translation import gettext as _

from cityclusters.practices.marks import mark
from cityclusters.practices.models import Practice
from cityclusters.practices.related import LOOKED_AT, THEME, WORD, sharing, words_of
from cityclusters.questions.models import Question
from cityclusters.questions.who_knows import Suggestion


def wrote_about_it(question: Question, limit: int) -> list[Suggestion]:
    """Who published a practice on the same themes, those that share most words first, each once: the owner,
    or the author where it has none. Two queries."""
    found = {mark("theme", code) for code in question.themes.values_list("pk", flat=True)}
    own = words_of(f"{question.title} {question.text}")
    rows = sharing(Practice.objects.published(), found).select_related("version", "organisation", "author")
    scored = []
    for row in rows.order_by("-published_at", "-pk")[:LOOKED_AT]:
        common = len(own & words_of(row.folded))
        themes = sum(THEME for one in found if one in row.marks)
        scored.append((themes + WORD * common, row))
    once: dict[object, Suggestion] = {}
    for _score, row in sorted(scored, key=lambda pair: -pair[0]):
        why = _("has published “%(title)s”") % {"title": str(row)}
        made = Suggestion(None if row.organisation else row.author, row.organisation, why)
        once.setdefault(row.organisation_id or f"person {row.author_id}", made)
    return list(once.values())[:limit]
