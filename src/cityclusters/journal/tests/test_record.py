"""Writing a line of the journal."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy

from cityclusters.journal.acts import record
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Space, Theme


def test_a_line_says_who_did_what_to_which_thing(officer: Person, khiva_city: Organisation) -> None:
    details = {"day": date(2020, 11, 2), "amount": Decimal("1.50"), "why": gettext_lazy("Open")}
    entry = record(officer, "organisation.verified", khiva_city, organisation=khiva_city, **details)
    entry.refresh_from_db()
    assert entry.actor == officer
    assert entry.subject_kind == "people.organisation"
    assert entry.subject_id == khiva_city.public_id
    assert entry.subject_label == "Municipality of Khiva"
    assert entry.url == khiva_city.get_absolute_url()
    assert entry.details == {"day": "2020-11-02", "amount": "1.50", "why": "Open"}


def test_the_line_falls_with_its_act(officer: Person, khiva_city: Organisation) -> None:
    with transaction.atomic():
        record(officer, "organisation.verified", khiva_city)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_things_are_named_by_code_or_slug_too(themes: list[Theme], spaces: list[Space]) -> None:
    assert record(None, "theme.retired", themes[0]).subject_id == "covid-19"
    assert record(None, "space.changed", spaces[1]).subject_id == "e-commerce"


def test_a_person_s_name_is_not_copied_into_the_journal(officer: Person, newcomer: Person) -> None:
    """Erasing her must erase it everywhere."""
    entry = record(officer, "role.given", newcomer)
    assert entry.subject_label == ""
    assert entry.subject_id == newcomer.public_id
