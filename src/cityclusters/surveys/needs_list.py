"""Statements of need as a list: filtered, in order, as a spreadsheet."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cityclusters.core.json_lists import holding
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick, with_commas
from cityclusters.people.models import Person
from cityclusters.places.countries import country_name
from cityclusters.surveys.modalities import MODALITIES
from cityclusters.surveys.models import StatementOfNeed
from cityclusters.surveys.needs import follow_ups_of

Statements = QuerySet[StatementOfNeed]


def filtered(person: Person, wanted: Mapping[str, Any]) -> "Statements":
    """What the person may read, narrowed by the filters of the list."""
    rows: Statements = StatementOfNeed.objects.visible_to(person)
    if wanted.get("whose") == "own":
        rows = StatementOfNeed.objects.own(person)
    if wanted.get("state"):
        rows = rows.filter(state=wanted["state"])
    if wanted.get("theme"):
        rows = rows.filter(themes__code=wanted["theme"])
    if wanted.get("modality"):
        rows = holding(rows, "modalities", wanted["modality"])
    if wanted.get("country"):
        rows = holding(rows, "countries", wanted["country"])
    return rows.select_related("organisation__place", "exchange", "question", "person").prefetch_related(
        "themes"
    )


def header() -> list[str]:
    """The headings of the spreadsheet."""
    return [
        _("Stated on"), _("State"), _("Organisation"), _("Place"), _("Country"), _("Exchange or question"),
        _("Themes"), _("Problem"), _("Wanted result"), _("Forms of cooperation"), _("Preferred countries"),
        _("Languages"), _("From"), _("Until"), _("Urgency"), _("Who may read it"), _("May be contacted"),
        _("Person"), _("E-mail"), _("Post"), _("Follow-up"), _("Outcome"),
    ]  # fmt: skip


def lines(rows: "Statements") -> Iterator[list[Cell]]:
    """One line for each statement. A person's address stands there only while she agrees to be contacted."""
    listed = list(rows)
    follow_ups = follow_ups_of(listed)
    for row in listed:
        follow_up = follow_ups.get(row.public_id)
        place, person = row.organisation.place, row.person
        reachable = row.may_be_contacted and person is not None
        yield [
            row.stated_at.date(), row.get_state_display(), pick(row.organisation.names).text,
            place.name if place else "", country_name(place.country_id) if place else "", str(row.origin),
            with_commas(pick(theme.names).text for theme in row.themes.all()), row.problem, row.result,
            with_commas(modality_names(row)), with_commas(country_name(code) for code in row.countries),
            with_commas(row.languages), row.window_start, row.window_end, row.get_urgency_display(),
            row.get_shown_to_display(), _("yes") if row.may_be_contacted else _("no"),
            str(person) if reachable else "", (person.email or "") if reachable and person else "",
            row.signed_as or row.post, str(follow_up.get_state_display()) if follow_up else "",
            follow_up.outcome if follow_up else "",
        ]  # fmt: skip


def modality_names(statement: StatementOfNeed) -> list[str]:
    """The forms of cooperation in words; a code that is no longer in the list is shown as it is."""
    return [str(MODALITIES.get(code, code)) for code in statement.modalities]
