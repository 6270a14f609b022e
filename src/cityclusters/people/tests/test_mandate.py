"""Posts: who may act for an organisation, on which day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cityclusters.people import rules
from cityclusters.people.models import Mandate, Organisation, Person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_PE1_only_a_valid_mandate_acts_for_a_city(
    khiva_deputy: Person, khiva_city: Organisation, bukhara_city: Organisation
) -> None:
    assert khiva_deputy.acts_for(khiva_city)
    assert khiva_deputy.acts_for(khiva_city, on=date(2020, 1, 1))
    assert not khiva_deputy.acts_for(khiva_city, on=date(2019, 12, 31))
    assert not khiva_deputy.acts_for(bukhara_city)
    assert not khiva_deputy.acts_for(None)


@pytest.mark.parametrize("state", ["asked", "refused"])
def test_PE1_what_is_not_confirmed_does_not_count(
    newcomer: Person, khiva_city: Organisation, state: str
) -> None:
    Mandate.objects.create(
        person=newcomer,
        organisation=khiva_city,
        post="Clerk",
        may_act=True,
        state=state,
        start=date(2020, 1, 1),
    )
    assert not newcomer.acts_for(khiva_city)


def test_PE1_a_post_without_power_does_not_act(newcomer: Person, khiva_city: Organisation) -> None:
    Mandate.objects.create(person=newcomer, organisation=khiva_city, post="Clerk", state="confirmed")
    assert not newcomer.acts_for(khiva_city)


def test_PE1_confirming_holds_for_a_year_at_most(
    newcomer: Person, officer: Person, khiva_city: Organisation
) -> None:
    mandate = Mandate.ask(newcomer, khiva_city, post="Clerk", may_act=True)
    mandate.confirm(officer, end=TODAY() + days(3000))
    assert mandate.end == TODAY() + days(365)
    assert newcomer.acts_for(khiva_city, on=TODAY() + days(365))
    assert not newcomer.acts_for(khiva_city, on=TODAY() + days(366))
    assert (mandate.decided_by, mandate.state) == (officer, "confirmed")


def test_PE1_it_can_end_sooner(newcomer: Person, officer: Person, khiva_city: Organisation) -> None:
    mandate = Mandate.ask(newcomer, khiva_city, post="Clerk")
    mandate.confirm(officer, end=TODAY() + days(10))
    assert mandate.end == TODAY() + days(10)


def test_PE1_another_year_is_asked_for_and_given(
    newcomer: Person, officer: Person, khiva_city: Organisation
) -> None:
    mandate = Mandate.ask(newcomer, khiva_city, post="Clerk")
    mandate.confirm(officer, end=TODAY() + days(10))
    assert list(Mandate.objects.ending(days(30))) == [mandate]
    assert not Mandate.objects.ending(days(5)).exists()
    mandate.ask_renewal()
    assert list(Mandate.objects.waiting_for(officer)) == [mandate]
    mandate.confirm(officer)
    assert mandate.end == TODAY() + days(365)
    assert not Mandate.objects.waiting_for(officer).exists()


def test_refusing_another_year_leaves_the_running_one(
    newcomer: Person, officer: Person, khiva_city: Organisation
) -> None:
    mandate = Mandate.ask(newcomer, khiva_city, post="Clerk")
    mandate.confirm(officer, end=TODAY() + days(10))
    mandate.ask_renewal()
    mandate.refuse(officer, "somebody else holds it")
    assert mandate.state == "confirmed"
    assert mandate.end == TODAY() + days(10)


def test_a_decision_is_made_once(newcomer: Person, officer: Person, khiva_city: Organisation) -> None:
    mandate = Mandate.ask(newcomer, khiva_city, post="Clerk")
    mandate.refuse(officer, "unknown")
    with pytest.raises(ValueError, match="not waiting"):
        mandate.confirm(officer)


def test_asking_twice_changes_what_was_asked(newcomer: Person, khiva_city: Organisation) -> None:
    Mandate.ask(newcomer, khiva_city, post="Clerk")
    Mandate.ask(newcomer, khiva_city, post="Head of trade")
    assert Mandate.objects.get(person=newcomer).post == "Head of trade"


def test_an_ended_post_counts_for_the_days_it_was_held(
    khiva_deputy: Person, khiva_city: Organisation
) -> None:
    mandate = khiva_deputy.mandates.get()
    mandate.finish(date(2023, 5, 1))
    assert mandate.state == "ended"
    assert khiva_deputy.acts_for(khiva_city, on=date(2022, 10, 28))
    assert not khiva_deputy.acts_for(khiva_city)
    assert not mandate.is_valid()
    assert mandate.is_valid(date(2022, 10, 28))


def test_a_post_that_never_began_counts_for_no_day(
    newcomer: Person, officer: Person, khiva_city: Organisation
) -> None:
    mandate = Mandate.ask(newcomer, khiva_city, post="Clerk", may_act=True, start=TODAY())
    mandate.confirm(officer)
    mandate.finish(TODAY() - days(5))
    assert mandate.state == "ended"
    assert not newcomer.acts_for(khiva_city, on=TODAY())


def test_PE3_a_post_is_handed_over_and_its_history_stays(
    khiva_deputy: Person, newcomer: Person, officer: Person, khiva_city: Organisation
) -> None:
    old = khiva_deputy.mandates.get()
    heir = old.hand_over(newcomer, by=officer, first_day=TODAY())
    assert (heir.post, heir.may_act, heir.follows) == ("Deputy mayor", True, old)
    assert newcomer.acts_for(khiva_city)
    assert not khiva_deputy.acts_for(khiva_city)
    assert khiva_deputy.acts_for(khiva_city, on=TODAY() - days(1))
    assert khiva_city.mandates.count() == 2


def test_PE3_handing_over_in_advance_leaves_the_holder_until_then(
    khiva_deputy: Person, newcomer: Person, officer: Person, khiva_city: Organisation
) -> None:
    khiva_deputy.mandates.get().hand_over(newcomer, by=officer, first_day=TODAY() + days(7))
    assert khiva_deputy.acts_for(khiva_city)
    assert not newcomer.acts_for(khiva_city)
    assert newcomer.acts_for(khiva_city, on=TODAY() + days(7))


def test_PE3_not_to_oneself_and_not_what_has_ended(
    khiva_deputy: Person, newcomer: Person, officer: Person
) -> None:
    mandate = khiva_deputy.mandates.get()
    with pytest.raises(ValueError, match="handed over"):
        mandate.hand_over(khiva_deputy, by=officer, first_day=TODAY())
    mandate.finish(date(2023, 5, 1))
    with pytest.raises(ValueError, match="handed over"):
        mandate.hand_over(newcomer, by=officer, first_day=TODAY())


def test_who_decides(
    newcomer: Person, khiva_deputy: Person, bukhara_deputy: Person, officer: Person, khiva_city: Organisation
) -> None:
    mandate = Mandate.ask(newcomer, khiva_city, post="Clerk")
    allowed = [
        rules.may_decide_mandate(who, mandate) for who in (officer, khiva_deputy, bukhara_deputy, newcomer)
    ]
    assert allowed == [True, True, False, False]
    assert list(Mandate.objects.waiting_for(khiva_deputy)) == [mandate]
    assert not Mandate.objects.waiting_for(bukhara_deputy).exists()


def test_nobody_decides_her_own(officer: Person, khiva_city: Organisation) -> None:
    mandate = Mandate.ask(officer, khiva_city, post="Adviser")
    assert not rules.may_decide_mandate(officer, mandate)
    assert not Mandate.objects.waiting_for(officer).exists()


@pytest.mark.parametrize(
    ("email", "differs"),
    [
        ("clerk@khiva.example", False),
        ("clerk@mail.khiva.example", False),
        ("clerk@notkhiva.example", True),
        ("clerk@mail.example", True),
    ],
)
def test_PE5_an_address_from_elsewhere_is_noticed(
    khiva_city: Organisation, email: str, differs: bool
) -> None:
    person = Person.objects.create_user(email=email, name="Clerk")
    assert rules.domain_differs(person, khiva_city) is differs
    khiva_city.domain = ""
    assert not rules.domain_differs(person, khiva_city)
