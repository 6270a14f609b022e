"""Savings and loans of a group: sums that can be, seen by few."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.groups.meetings import money, saving
from cityclusters.groups.models import Group, Member, Saving
from cityclusters.groups.tests.making import group, keep, member
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def weavers(amman: Place, newcomer: Person) -> Group:
    """A self-help group that saves."""
    made = group(amman, kind=Group.Kind.SELF_HELP, parts=["meetings", "savings"], currency="JOD")
    keep(made, newcomer, "facilitator")
    return made


def put(made: Group, by: Person, who: Member, kind: str, amount: str) -> Saving:
    fields: dict[str, Any] = {"on": made.today(), "kind": kind, "amount": Decimal(amount)}
    return saving.write(made, by, once=secret_code(), member=who, **fields)


def test_sums_are_what_was_brought_and_given() -> None:
    entries = [("deposit", Decimal(10)), ("deposit", Decimal("2.50")), ("withdrawal", Decimal(1))]
    entries += [("loan", Decimal(5)), ("repayment", Decimal(2))]
    found = money.balance(entries)
    assert (found.saved, found.owed, found.box) == (Decimal("11.50"), Decimal(3), Decimal("8.50"))


def test_nobody_takes_out_or_pays_back_more_than_there_is(weavers: Group, newcomer: Person) -> None:
    one, two = member(weavers, "One"), member(weavers, "Two")
    put(weavers, newcomer, one, "deposit", "10")
    for who, kind in [(two, "withdrawal"), (one, "repayment"), (two, "loan")]:
        with pytest.raises(NotPossible):
            put(weavers, newcomer, who, kind, "10.01")
    put(weavers, newcomer, two, "loan", "10")
    with pytest.raises(NotPossible):  # it is lent
        put(weavers, newcomer, one, "withdrawal", "1")
    assert Saving.objects.count() == 2


def test_an_entry_is_undone_unless_others_stand_on_it(weavers: Group, newcomer: Person) -> None:
    one = member(weavers, "One")
    first = put(weavers, newcomer, one, "deposit", "10")
    second = put(weavers, newcomer, one, "withdrawal", "4")
    with pytest.raises(NotPossible):
        saving.undo(first, newcomer)
    saving.undo(second, newcomer)
    saving.undo(first, newcomer)
    assert saving.lines(weavers, [one])[0].balance == money.Balance()
    assert Saving.objects.count() == 2


def test_the_form_gives_one_entry_however_often_it_is_sent(
    weavers: Group, newcomer: Person, as_person: AsPerson
) -> None:
    one = member(weavers, "One")
    sent = {
        "member": one.public_id, "kind": "deposit", "amount": "3.20", "on": weavers.today().isoformat(),
        "once": secret_code(),
    }  # fmt: skip
    page = f"{weavers.get_absolute_url()}savings/"
    for _twice in range(2):
        as_person(newcomer).post(page, sent)
    assert Saving.objects.get().amount == Decimal("3.20")
    text = as_person(newcomer).post(page, {**sent, "kind": "loan", "amount": "90", "once": ""}).text
    assert "not so much in the box" in text
    assert 'value="90"' in text


def test_savings_are_seen_by_who_keeps_them_and_her_own_by_a_member(
    weavers: Group, newcomer: Person, trainer: Person, officer: Person, as_person: AsPerson
) -> None:
    own, other = member(weavers, "Own line", person=trainer), member(weavers, "Other line")
    put(weavers, newcomer, own, "deposit", "12.34")
    put(weavers, newcomer, other, "deposit", "56.78")
    page = f"{weavers.get_absolute_url()}savings/"
    text = as_person(trainer).get(page).text
    assert "12.34" in text
    assert "56.78" not in text
    assert as_person(trainer).get(f"{page}?format=xlsx").headers["Content-Type"].startswith("text/html")
    for reader in (officer, None):
        assert as_person(reader).get(page).status_code in (302, 403)
        assert "12.34" not in as_person(reader).get(weavers.get_absolute_url()).text


def test_the_journal_says_neither_how_much_nor_whose(weavers: Group, newcomer: Person) -> None:
    put(weavers, newcomer, member(weavers, "One"), "deposit", "12.34")
    line = Entry.objects.get(act="groups_saving.written")
    assert line.details == {}


def test_a_group_that_does_not_save_has_no_such_page(
    amman: Place, newcomer: Person, as_person: AsPerson
) -> None:
    made = group(amman, parts=["meetings"], manager=newcomer)
    assert as_person(newcomer).get(f"{made.get_absolute_url()}savings/").status_code == 404


def test_the_currency_stays_once_money_was_written(
    weavers: Group, newcomer: Person, trainer: Person, as_person: AsPerson
) -> None:
    keep(weavers, trainer, "manager")
    put(weavers, newcomer, member(weavers, "One"), "deposit", "1")
    sent = {
        "names": "Weavers", "names__language": "en", "place": "Amman", "place_id": weavers.place.public_id,
        "language": "en", "shown_to": "public", "parts": ["meetings", "savings"], "currency": "EUR",
    }  # fmt: skip
    text = as_person(trainer).post(f"{weavers.get_absolute_url()}edit/", sent).text
    assert "Money was written down in JOD" in text
    weavers.refresh_from_db()
    assert weavers.currency == "JOD"
