"""Words of the report: groups, notices, counts with their base."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cityclusters.core.templatetags.core import joined, number
from cityclusters.core.texts import with_semicolons
from cityclusters.surveys.analysis_data import NOT_STATED, Notice

GROUPS: dict[str, Promise] = {
    "female": gettext_lazy("Women"),
    "male": gettext_lazy("Men"),
    "other": gettext_lazy("Another answer"),
    "undisclosed": gettext_lazy("Prefer not to say"),
    NOT_STATED: gettext_lazy("Not stated"),
}
NOTICES: dict[str, Promise] = {
    "low_response_rate": gettext_lazy(
        "Only %(count)s of %(base)s people who attended answered. The others may think otherwise."
    ),
    "more_responses_than_audience": gettext_lazy(
        "There are %(count)s answers from %(base)s people: check the attendance."
    ),
    "small_audience": gettext_lazy("Only %(base)s people attended: read counts rather than percentages."),
    "small_base": gettext_lazy("Only %(base)s people answered: read counts rather than percentages."),
    "very_small_base": gettext_lazy("Only %(base)s people answered, so no percentages are shown."),
    "small_group_base": gettext_lazy(
        "Fewer than 20 people of these groups answered: %(groups)s. For them, "
        "read counts rather than percentages."
    ),
    "small_group": gettext_lazy("Not shown by sex: fewer than %(k)s people of a group answered."),
    "hidden_group_totals": gettext_lazy(
        "Not shown by sex: with the other tables it would show a group of fewer than %(k)s people."
    ),
    "small_option": gettext_lazy("Not shown by sex: fewer than %(k)s people gave one of the answers."),
    "no_protecting_pattern": gettext_lazy(
        "Not shown by sex: no way of hiding cells protects counts under %(k)s."
    ),
    "table_too_large": gettext_lazy("Not shown by sex: the table is too large."),
}


def group_name(key: str) -> str:
    """A column's head; a merged column such as 'male+not_stated' is a list of its parts."""
    return joined([str(GROUPS.get(part, part)) for part in key.split("+")])


def notice_words(notice: Notice) -> str:
    """A notice of the analysis in the reader's language; one on a question stands beside its table."""
    values: dict[str, object] = {key: value for key, value in notice.items() if key != "code"}
    if "groups" in notice:
        values["groups"] = joined([group_name(group) for group in notice["groups"]])
    return str(NOTICES[notice["code"]]) % values


def share_words(count: int, base: int, percent: int | None) -> str:
    """'94 % (33 of 35)', or '33 of 35' where the base is too small for a percentage."""
    parts = {"count": number(count), "base": number(base), "percent": percent}
    if percent is None:
        return _("%(count)s of %(base)s") % parts
    return _("%(percent)s %% (%(count)s of %(base)s)") % parts


def answered_words(answered: int, skipped: int, not_asked: int) -> str:
    """The base of a question: who answered it, who skipped it, who was not asked."""
    words = [
        ngettext(
            "Base: %(n)s person who answered this question",
            "Base: %(n)s people who answered this question",
            answered,
        )
        % {"n": number(answered)}
    ]
    if skipped:
        words.append(ngettext("%(n)s skipped it", "%(n)s skipped it", skipped) % {"n": number(skipped)})
    if not_asked:
        words.append(
            ngettext("%(n)s was not asked", "%(n)s were not asked", not_asked) % {"n": number(not_asked)}
        )
    return with_semicolons(words) + "."
