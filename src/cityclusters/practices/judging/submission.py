"""A handed-in practice as those who judge it read it, with what they may want to look at."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.practices.models import Practice
from cityclusters.practices.models.choices import SECTIONS, State
from cityclusters.practices.versions import content_of

LANGUAGES = dict(settings.CONTENT_LANGUAGES)
WORTH_A_LOOK = ("failed", "budget", "replication", "gender")  # left empty, they are worth a question
FEW_LETTERS = 200


def read(practice: Practice) -> dict[str, Any]:
    """What the templates show of it: texts in their order with their names, steps, results, partners."""
    content = content_of(practice)
    return {
        "title": content["title"],
        "summary": content["summary"],
        "sections": [(key, str(SECTIONS[key][0]), text) for key, text in content["sections"].items()],
        "steps": content["steps"],
        "results": [
            {**row, "stated": not (row["value"] and row["period"] and row["source"])}
            for row in content["results"]
        ],
        "partners": practice.partners.order_by("pk"),
        "links": practice.links.order_by("pk"),
        "themes": practice.themes.all(),
        "language": practice.language,
        "language_name": LANGUAGES.get(practice.language, practice.language),
        "direction": "rtl" if practice.language in RIGHT_TO_LEFT else "ltr",
        "waits": practice.state in (State.SUBMITTED, State.SCREENED, State.IN_REVIEW),
    }


def hints(practice: Practice, shown: dict[str, Any]) -> list[str]:
    """What the first look may want to ask about; nothing of it decides anything."""
    found = []
    written = {key: text for key, _name, text in shown["sections"]}
    short = sum(len(text) for text in written.values())
    if short < FEW_LETTERS:
        words = ngettext("Only %(number)d letter is written.", "Only %(number)d letters are written.", short)
        found.append(words % {"number": short})
    empty = [str(SECTIONS[key][0]) for key in WORTH_A_LOOK if key not in written]
    if empty:
        found.append(_("Left empty: %(parts)s.") % {"parts": "; ".join(empty)})
    if not practice.licence:
        found.append(_("No licence is chosen yet: it must be before it is published."))
    if practice.call:
        found += _beside_call(practice, shown)
    elif not shown["themes"]:
        found.append(_("It has no theme."))
    return found


def _beside_call(practice: Practice, shown: dict[str, Any]) -> list[str]:
    call, found = practice.call, []
    if call is None:
        return []
    if practice.language not in call.languages:
        found.append(_("It is written in a language that the call does not name."))
    wanted = {theme.pk for theme in call.themes.all()}
    if wanted and not wanted & {theme.pk for theme in shown["themes"]}:
        found.append(_("It has none of the themes of the call."))
    return found
