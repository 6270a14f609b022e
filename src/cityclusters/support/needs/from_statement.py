"""A need that begins from a statement of need: with everything that was said there, nothing typed again.

What surveys tell (settings.NEED_SIGNED, NEED_ENDED) and ask (NEED_LINKS)."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Person
from cityclusters.places.models import Country
from cityclusters.support.models import Need, Wish
from cityclusters.support.models.choices import NeedState
from cityclusters.support.models.need import OPEN
from cityclusters.support.needs import ending, writing
from cityclusters.support.needs.writing import Written
from cityclusters.surveys.models import StatementOfNeed

SAME = (
    "language", "problem", "result", "modalities", "languages", "window_start", "window_end", "urgency",
    "shown_to",
)  # fmt: skip
LONGEST_TITLE = 140
WITHDRAWN = gettext_noop("The statement of need was withdrawn.")


def title_of(problem: str) -> str:
    """The first sentence or line of the problem; where that is long, its first words."""
    line = next(iter(problem.strip().splitlines()), "")
    for end in (". ", "? ", "! ", "。", "؟ "):
        line = line.split(end)[0]
    line = line.rstrip(". ")
    if len(line) <= LONGEST_TITLE:
        return line
    short = line[: LONGEST_TITLE - 1]
    return (short.rpartition(" ")[0] or short) + "…"


def first_values(statement: StatementOfNeed) -> dict[str, Any]:
    """Everything the statement says, as values of a need's fields; 'countries' by code."""
    values: dict[str, Any] = {name: getattr(statement, name) for name in SAME}
    values |= {"title": title_of(statement.problem), "countries": list(statement.countries)}
    values["organisation"] = statement.organisation
    return values


def _written(statement: StatementOfNeed) -> Written:
    values = first_values(statement)
    known = Country.objects.in_bulk(values.pop("countries"))
    wishes = [Wish(country=known[code]) for code in statement.countries if code in known]
    return Written(values, list(statement.themes.all()), wishes)


@transaction.atomic
def open_from(statement: StatementOfNeed, by: Person) -> Need:
    """The need with the statement's text, signed by who signed the statement; the one there is already.

    Raises NotPossible where the organisation has no place, or for somebody without a mandate."""
    found = Need.objects.filter(statement=statement).first()
    if found is not None:
        return found
    need = writing.create(by, statement.organisation, _written(statement), statement=statement)
    need.author = statement.person
    need.save(update_fields=["author"])
    writing.sign(need, by)
    return need


def signed(statement: StatementOfNeed, by: Person) -> None:
    """A statement was signed: where its author agreed to be contacted, the need opens by itself. Where that
    is not possible (an organisation without a place) its focal points can do it by hand later."""
    if not statement.may_be_contacted:
        return
    try:
        open_from(statement, by)
    except NotPossible:
        return


def ended(statement: StatementOfNeed, by: Person | None) -> None:
    """A statement was withdrawn: so is its need, unless a host was accepted. Its contact was ended: its need
    stays with the organisation, and out of rounds."""
    row = Need.objects.select_for_update().filter(statement=statement).first()
    if row is None or row.state not in (NeedState.DRAFT, *OPEN):
        return
    if statement.state == StatementOfNeed.State.WITHDRAWN:
        ending.take_back(row, by, WITHDRAWN)
    elif row.kept_out_at is None:
        ending.keep_out(row, by)


def links(statement: StatementOfNeed, reader: Person) -> list[tuple[str, str]]:
    """The need that it became, or for a focal point the way to open it."""
    need = Need.objects.visible_to(reader).filter(statement=statement).first()
    if need is not None:
        return [(need.get_absolute_url(), _("See the need that it became"))]
    signed_now = statement.state == StatementOfNeed.State.SIGNED
    if not signed_now or not reader.acts_for(statement.organisation):
        return []
    address = f"{reverse('support:need-new')}?statement={statement.public_id}"
    return [(address, _("Open it as a need of your organisation"))]
