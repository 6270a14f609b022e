"""The demo's needs, offers and two rounds of matching: the 35 cities of the training meet hosts of four
countries, most of them asking for one (trap T04).

The training's text tells that 71 percent chose cities in China and that partnerships would be followed up;
which city asks for what, all places that hosts have, and what came of it are illustrative."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.exchanges.models import Exchange
from cityclusters.pages.demo.answers import EXPERT
from cityclusters.pages.demo.records import give_post, person, read
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need, Offer, Wish
from cityclusters.support.models.choices import ShownTo
from cityclusters.support.needs import ending, from_statement, writing
from cityclusters.support.needs.writing import Written
from cityclusters.support.offers import acts, states, windows
from cityclusters.surveys.models import StatementOfNeed

SOURCE = (
    "Text of 11 November 2020 on the workshop for 35 cities in Uzbekistan. What this city asks for is"
    " illustrative: stated in November 2020, renewed every year since."
)
IN_CAST = 2
NEW = "Illustrative: no text tells of this need."


def make_cast(organisations: dict[str, Organisation], officer: Person) -> None:
    """Two hosts and a city that got masks; before all delegates, so that they stand in the demo's cast."""
    for row in read("offers")[:IN_CAST]:
        speaker_of(row, organisations, officer)
    who = person("focal.point@banjul", "Focal point of Banjul", language="en", zone="Africa/Banjul")
    give_post(who, organisations["banjul"], who.name, officer)


def speaker_of(row: dict[str, Any], organisations: dict[str, Organisation], officer: Person) -> Person:
    """Who speaks for the host of an offer."""
    address, name, zone = row["person"]
    who = person(address, name, language="en", zone=zone)
    if not who.mandates.exists():
        give_post(who, organisations[row["organisation"]], name, officer)
    return who


def needs_from_statements(training: Exchange) -> None:
    """The 35 statements as needs, signed by who signed the statement. 33 open by themselves, as in use; two
    cities that did not want to be contacted in 2020 opened theirs later, by hand. All are renewed today.

    Who takes hosts of other countries is what the forms say: those who take an expert's visit."""
    known = StatementOfNeed.objects.filter(exchange=training).select_related("organisation__place", "person")
    for statement in known.order_by("-stated_at"):
        by = statement.person
        assert by is not None
        need = from_statement.open_from(statement, by)
        named_only = statement.countries == ["CN"] and EXPERT not in statement.modalities
        Need.objects.filter(pk=need.pk).update(
            stated_at=statement.stated_at,
            signed_at=statement.signed_at,
            expires_on=timezone.localdate(),
            elsewhere=not named_only,
            illustrative=True,
            source=SOURCE,
        )
        ending.renew(need, by)


def make_new_needs(organisations: dict[str, Organisation], practices: dict[str, Practice]) -> list[Need]:
    """Needs that came after the first round."""
    return [_new_need(row, organisations, practices) for row in read("new_needs")]


def _new_need(
    row: dict[str, Any], organisations: dict[str, Organisation], practices: dict[str, Practice]
) -> Need:
    by = person(row["person"], "")
    names = ("language", "title", "problem", "result", "modalities", "languages", "urgency")
    fields = {**{name: row[name] for name in names}, "shown_to": ShownTo.MEMBERS}
    wishes = [Wish(country_id=row["wish"])] if row["wish"] else []
    written = Written(fields, themes_of(row), wishes)
    practice = practices[row["practice"]] if "practice" in row else None
    need = writing.create(by, organisations[row["organisation"]], written, practice=practice)
    Need.objects.filter(pk=need.pk).update(illustrative=True, source=NEW)
    writing.sign(need, by)
    return need


def themes_of(row: dict[str, Any]) -> list[Theme]:
    """The themes that a row of the data names."""
    return list(Theme.objects.filter(code__in=row["themes"]))


def make_offers(
    organisations: dict[str, Organisation], practices: dict[str, Practice], officer: Person, *, later: bool
) -> dict[str, Offer]:
    """Offers of the data file by key: those of the first round, or those that came `later`; verified and
    open, with their windows and terms (seed item D14)."""
    rows = [row for row in read("offers") if row.get("later", False) == later]
    return {row["key"]: _offer(row, organisations, practices, officer) for row in rows}


def _offer(
    row: dict[str, Any],
    organisations: dict[str, Organisation],
    practices: dict[str, Practice],
    officer: Person,
) -> Offer:
    by, today = speaker_of(row, organisations, officer), timezone.localdate()
    offer = acts.make(
        by,
        organisations[row["organisation"]],
        once=secret_code(),
        themes=themes_of(row),
        practices=[practices[key] for key in row["practices"]],
        language="en",
        expires_on=today + timedelta(days=row["days"]),
        illustrative=True,
        **{name: row[name] for name in ("title", "text", "languages", "source")},
    )
    for modality, slots, cohort, first, last in row["windows"]:
        days = {"starts": today + timedelta(days=first), "ends": today + timedelta(days=last)}
        window = windows.add(offer, by, modality=modality, slots=slots, cohort=cohort, languages=[], **days)
        if "terms" in row:
            months, times = row["terms"]
            windows.repeat(window, by, months=months, times=times)
    states.submit(offer, by)
    states.verify(offer, officer)
    return offer
