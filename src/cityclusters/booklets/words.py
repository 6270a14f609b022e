"""The fixed words of a printed booklet in its language, which need not be one of the interface.

Interface languages come from the catalogues; further languages of texts have a file in words/."""

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from cityclusters.practices.models.choices import SECTIONS, Level, PartnerKind, PartnerRole, Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FOLDER = Path(__file__).resolve().parent / "words"
INTERFACE = frozenset(code for code, _name in settings.LANGUAGES)

WORDS: "dict[str, StrOrPromise]" = {
    "contents": _("Contents"),
    "preface": _("Preface"),
    "imprint": pgettext_lazy("page of a book", "Imprint"),
    "practices": _("Practices"),
    "map": _("Where the practices are"),
    "map_alt": _("Map of the world with the places of the practices; the list of places below names them."),
    "boundaries": _(
        "Neither the names nor the map express an opinion on the legal status of any country, territory, "
        "city or area, or on its frontiers or boundaries."
    ),
    "places": _("Places"),
    "sdgs": _("Sustainable Development Goals"),
    "goal": _("Goal %(number)s"),
    "credits": _("Credits"),
    "edition": _("Edition %(number)s"),
    "proof": _("Proof, not published"),
    "published_by": _("Published by"),
    "edited_by": _("Edited by"),
    "made_from": _("Keeps the knowledge of"),
    "call": _("From the call"),
    "address": _("Address of this edition"),
    "newer": _("Look there for a newer edition and for the practices as they are today."),
    "licences": _("Licences"),
    "licence_note": _(
        "Each practice is licensed by its owner. You may use and pass on its text as the licence named there "
        "says. Pictures belong to those who are named beside them."
    ),
    "changes": _("What this edition changes"),
    "change_new": _("New: %(title)s"),
    "change_version": _("Corrected: %(title)s"),
    "change_text": _("Translation changed: %(title)s"),
    "change_out": _("No longer in it: %(title)s"),
    "taken_out": _(
        "%(day)s: pictures or quotations were taken out, because people in them withdrew their consent."
    ),
    "cover_of": _("Cover: %(title)s"),
    "original_in": _("This practice is printed in its original language: %(language)s."),
    "machine": _("Translated by a machine (%(service)s) and not checked by a person."),
    "machine_checked": _("First translated by a machine (%(service)s), then checked by people."),
    "outdated": _("This translation follows an earlier version of the original."),
    "translated_from": _("Translated from: %(language)s"),
    "place": _("Place"),
    "more_places": _("Also in"),
    "who": _("Who"),
    "when": _("When"),
    "since": _("since %(start)s"),
    "partners": _("Partners"),
    "themes": _("Themes"),
    "licence": _("Licence"),
    "version": _("Version %(number)s, %(day)s"),
    "steps": _("Step by step"),
    "results": _("Results"),
    "period": _("Period"),
    "result_source": _("Source"),
    "as_stated": _("as stated by the author"),
    "voices": _("What people say"),
    "links": _("To read and to watch"),
    "picture": _("Picture"),
    "author": pgettext_lazy("credit", "Author"),
    "translator": pgettext_lazy("credit", "Translation"),
    "reviewer": pgettext_lazy("credit", "Check of the translation"),
    "unshown": _(
        "Some characters of this file are in none of its fonts and are shown as empty boxes. The page of the "
        "edition shows them."
    ),
    **{f"section_{key}": heading for key, (heading, _hint) in SECTIONS.items()},  # type: ignore[misc]
    **{f"level_{value}": label for value, label in Level.choices},
    **{f"status_{value}": label for value, label in Status.choices},
    **{f"kind_{value}": label for value, label in PartnerKind.choices},
    **{f"role_{value}": label for value, label in PartnerRole.choices},
}


@cache
def _from_file(language: str) -> dict[str, str]:
    path = FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def words_in(language: str) -> dict[str, str]:
    """All fixed words in a language; in English where nobody has translated one."""
    if language in INTERFACE:
        with override(language):
            return {key: str(text) for key, text in WORDS.items()}
    with override("en"):
        english = {key: str(text) for key, text in WORDS.items()}
    return {**english, **_from_file(language)}
