"""The result of a design check in the reader's words."""

from django.conf import settings
from django.utils.translation import gettext as _

from cityclusters.core.texts import with_commas
from cityclusters.surveys.design import Check
from cityclusters.surveys.design_check import Change, Combination
from cityclusters.surveys.models import Question

NAMES = dict(settings.CONTENT_LANGUAGES)


def attribute(name: str) -> str:
    """'The city' for 'city'."""
    return str(Question.Asks(name).label)


def in_words(check: Check) -> dict[str, list[str]]:
    """Sentences by subject: what was found, what would help, what to look at."""
    return {
        "attributes": [attribute(name) for name in check.cells.asked],
        "begins": [
            _begins(found) for found in check.cells.combinations if found.enough_alone and found.asked
        ],
        "unknown": [
            _("Not known for %(count)s people: %(attribute)s. They were counted as a group of their own.")
            % {"count": count, "attribute": attribute(name)}
            for name, count in check.unknown.items()
        ],
        "remedies": [_remedy(change) for change in check.cells.changes],
        "claims": [_claim(place, language) for place, language in check.claims],
        "missing": [
            _("%(language)s: no complete translation of %(questions)s. Readers see the original there.")
            % {"language": NAMES.get(language, language), "questions": with_commas(codes)}
            for language, codes in check.missing.items()
        ],
    }


def _begins(found: Combination) -> str:
    """Which questions alone make groups that are too small."""
    words = {"attributes": " + ".join(attribute(name) for name in found.asked)}
    words |= {"small": str(found.small), "groups": str(found.cells), "single": str(found.single)}
    return (
        _("%(attributes)s: %(small)s of %(groups)s groups are too small, %(single)s hold one person only.")
        % words
    )


def _remedy(change: Change) -> str:
    """One way out: 'Ask for “Region” instead of “City”. The smallest group then has 5 people.'"""
    parts = []
    for name, other in change.instead.items():
        if other:
            words = {"this": attribute(other), "that": attribute(name)}
            parts.append(_("Ask for “%(this)s” instead of “%(that)s”.") % words)
        else:
            parts.append(_("Do not ask for “%(that)s”.") % {"that": attribute(name)})
    parts.append(_("The smallest group then has %(count)s people.") % {"count": change.smallest})
    return " ".join(parts)


def _claim(place: str, language: str) -> str:
    words = {"language": NAMES.get(language, language), "code": place}
    if place == "title":
        return _("The title in %(language)s says “anonymous”.") % words
    if place == "intro":
        return _("The introduction in %(language)s says “anonymous”.") % words
    return _("Question “%(code)s” in %(language)s says “anonymous”.") % words
