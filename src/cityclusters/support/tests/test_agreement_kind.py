"""The kind of cooperation of an agreement: triangular only with two developing countries and a facilitator
whose support is on record (rule CO9)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.support.matches import agreements, prefill
from cityclusters.support.models import Agreement
from cityclusters.support.tests import making_rounds as making
from cityclusters.support.tests.making_matches import accepted, choices_of, need_of, round_by, window_of

pytestmark = pytest.mark.django_db
Type = Agreement.Type


def _between(guest: str, host: str, officer: Person) -> tuple[Agreement, Person]:
    """The draft of a city of one country and a host of another, and who acts for the city."""
    sides = [making.city(f"City {number}", code) for number, code in enumerate((guest, host))]
    people = [making.focal(side, officer, f"head{at}@city.example") for at, side in enumerate(sides)]
    match = choices_of(round_by(officer), need_of(sides[0]), [window_of(sides[1])])[0]
    return agreements.begin(accepted(match, *people), people[0]), people[0]


def _with(made: Agreement, by: Person, **changes: Any) -> Agreement:
    text = {name: getattr(made, name) for name in agreements.TEXT} | changes
    return agreements.change(made, by, made.text_number, **text)


@pytest.mark.parametrize(
    ("guest", "host", "kind"),
    [
        ("UZ", "UZ", Type.DOMESTIC),
        ("CN", "HK", Type.DOMESTIC),  # a territory and its State are one country
        ("UZ", "CN", Type.SOUTH_SOUTH),
        ("UZ", "FR", Type.OTHER),
        ("DE", "FR", Type.OTHER),
    ],
)
def test_CO9_the_kind_is_proposed_from_both_countries(
    guest: str, host: str, kind: str, officer: Person
) -> None:
    assert _between(guest, host, officer)[0].type == kind


@pytest.mark.parametrize(
    ("guest", "host", "supporter", "kind"),
    [
        ("UZ", "CN", "DE", Type.TRIANGULAR),
        ("UZ", "CN", "PE", Type.SOUTH_SOUTH),  # a third one of the South is a partner, no facilitator
        ("UZ", "UZ", "DE", Type.DOMESTIC),  # one developing country alone
        ("CN", "HK", "DE", Type.DOMESTIC),
        ("UZ", "FR", "DE", Type.OTHER),
    ],
)
def test_CO9_a_supporter_counts_by_its_country(
    guest: str, host: str, supporter: str, kind: str, officer: Person
) -> None:
    made, focal = _between(guest, host, officer)
    row = _with(made, focal, supporter=making.city("Agency", supporter), support="Two experts")
    assert row.type == kind
    if kind == Type.TRIANGULAR:
        return
    with pytest.raises(NotPossible):
        agreements.confirm_type(row, officer, Type.TRIANGULAR)


def test_CO9_the_support_must_be_on_record(officer: Person, programme: Organisation) -> None:
    made, focal = _between("UZ", "CN", officer)
    silent = _with(made, focal, supporter=programme, support="  ")
    assert silent.type == Type.SOUTH_SOUTH
    with pytest.raises(NotPossible):
        agreements.confirm_type(silent, officer, Type.TRIANGULAR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=made.pk).update(type=Type.TRIANGULAR, supporter=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=made.pk).update(type=Type.TRIANGULAR, support="")
    spoken = _with(silent, focal, support="Two experts for a week")
    assert spoken.type == Type.TRIANGULAR
    agreements.confirm_type(spoken, officer, Type.TRIANGULAR)
    assert Agreement.objects.get().type_confirmed_by == officer


def test_CO9_without_its_support_it_is_triangular_no_more(officer: Person, programme: Organisation) -> None:
    """What an officer has confirmed falls with what it stood on."""
    made, focal = _between("UZ", "CN", officer)
    row = _with(made, focal, supporter=programme, support="Two experts")
    agreements.confirm_type(row, officer, Type.TRIANGULAR)
    row.refresh_from_db()
    left = _with(row, focal, supporter=None, support="")
    assert (left.type, left.type_confirmed_by, left.type_confirmed_at) == (Type.SOUTH_SOUTH, None, None)


def test_CO9_whoever_is_of_no_known_country_is_no_facilitator(officer: Person) -> None:
    made, _focal = _between("UZ", "CN", officer)
    made.supporter = Organisation.objects.create(names={"_": "en", "en": "Society"}, kind="other")
    made.support = "Two experts"
    assert prefill.proposed_type(made) == Type.SOUTH_SOUTH
    made.supporter.kind = Organisation.Kind.MULTILATERAL
    assert prefill.proposed_type(made) == Type.TRIANGULAR
