"""A city declares, others name, the city confirms or denies, and tells later what came of it (A22, PR7)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.people.tests.days import days_from_hers
from cityclusters.practices.adoption import adaptations
from cityclusters.practices.adoption import waiting as adoption_waiting
from cityclusters.practices.adoption.numbers import Numbers, numbers_of
from cityclusters.practices.models import Adaptation, Practice
from cityclusters.practices.tests.adopting import draft, published

Browser = Callable[[Person | None], Client]
State = Adaptation.State
REPORT = {"changed": "Smaller stalls", "result": "Forty women sell there", "language": "en"}


@pytest.fixture
def practice(reads_english: Person, khiva_city: Organisation) -> Practice:
    return published(reads_english, khiva_city)


@pytest.fixture
def adaptation(practice: Practice, bukhara_deputy: Person, bukhara_city: Organisation) -> Adaptation:
    return adaptations.declare(bukhara_deputy, practice, bukhara_city, language="en", plan="A street of ours")


@pytest.fixture
def named(practice: Practice, officer: Person, amman_city: Organisation, stranger: Person) -> Adaptation:
    stranger.language = "en"
    stranger.save(update_fields=["language"])
    return adaptations.name(officer, practice, amman_city, language="en", note="I saw it in May")


def _numbers(practice: Practice) -> Numbers:
    return numbers_of([practice.pk]).get(practice.pk, Numbers())


def _acts() -> list[str]:
    return list(
        Entry.objects.filter(act__startswith="adaptation.").order_by("pk").values_list("act", flat=True)
    )


def test_A22_a_focal_point_declares_on_a_page(
    practice: Practice, bukhara_deputy: Person, bukhara_city: Organisation, as_person: Browser
) -> None:
    browser = as_person(bukhara_deputy)
    address = f"/practices/{practice.public_id}/adaptations/new/"
    assert "Municipality of Bukhara" not in browser.get(address).text  # one city: nothing to choose
    typed = {"organisation": bukhara_city.public_id, "plan": "Bizda ham", "language": "uz"}
    for _press in range(2):
        assert browser.post(address, typed).status_code == 302
    row = Adaptation.objects.get()
    assert (row.state, row.plan, row.language, row.version) == (
        "adapting",
        "Bizda ham",
        "uz",
        practice.version,
    )
    assert (row.confirmed_by, row.place) == (bukhara_deputy, bukhara_city.place)
    assert row.remind_on == days_from_hers(bukhara_deputy, 182)
    assert _acts() == ["adaptation.declared", "adaptation.changed"]
    letter = Letter.objects.get(person=practice.author)
    assert letter.subject == "Municipality of Bukhara is adapting your practice"
    assert "Bizda ham" in letter.body
    shown = as_person(None).get(f"/practices/{practice.public_id}/adaptations/").text
    assert "being adapted" in shown
    assert 'lang="uz"' in shown


def test_PR7_only_a_focal_point_of_the_city_declares(
    practice: Practice, officer: Person, newcomer: Person, bukhara_city: Organisation, as_person: Browser
) -> None:
    for person in (officer, newcomer, practice.author):
        with pytest.raises(NotPossible):
            adaptations.declare(person, practice, bukhara_city, language="en")
    page = as_person(newcomer).get(f"/practices/{practice.public_id}/adaptations/new/")
    assert "Only a focal point" in page.text
    forged = {"organisation": bukhara_city.public_id, "language": "en"}
    as_person(newcomer).post(f"/practices/{practice.public_id}/adaptations/new/", forged)
    assert not Adaptation.objects.exists()


def test_a_city_does_not_adapt_its_own_practice_nor_a_draft(
    practice: Practice, reads_english: Person, khiva_city: Organisation, bukhara_deputy: Person,
    bukhara_city: Organisation,
) -> None:  # fmt: skip
    with pytest.raises(NotPossible, match="your own"):
        adaptations.declare(reads_english, practice, khiva_city, language="en")
    unread = draft(reads_english, khiva_city)
    with pytest.raises(NotPossible, match="published"):
        adaptations.declare(bukhara_deputy, unread, bukhara_city, language="en")


def test_PR7_a_named_city_counts_for_nothing_until_it_confirms(
    practice: Practice, named: Adaptation, stranger: Person, amman_city: Organisation, as_person: Browser
) -> None:
    assert _numbers(practice) == Numbers(named=1)
    assert not Adaptation.objects.replicated().exists()
    assert "not confirmed" in as_person(None).get(named.get_absolute_url()).text
    letter = Letter.objects.get(person=stranger)
    assert "I saw it in May" in letter.body
    [item] = adoption_waiting.items(stranger)
    assert item.url == named.get_absolute_url()
    page = as_person(stranger).get(named.get_absolute_url()).text
    assert "Yes, we are adapting it" in page
    base = named.get_absolute_url()
    for _press in range(2):
        assert as_person(stranger).post(f"{base}confirmation/").status_code == 302
    named.refresh_from_db()
    assert (named.state, named.confirmed_by, named.plan) == (State.ADAPTING, stranger, "")
    assert _numbers(practice) == Numbers(adapting=1)
    assert _acts() == ["adaptation.named", "adaptation.confirmed"]
    assert adoption_waiting.items(stranger) == []


def test_PR7_nobody_else_confirms(
    named: Adaptation, officer: Person, reads_english: Person, bukhara_deputy: Person, as_person: Browser
) -> None:
    for person in (officer, reads_english, bukhara_deputy):
        with pytest.raises(NotPossible):
            adaptations.confirm(named, person)
        for act in ("confirmation", "denial", "report", "ending", "practice"):
            assert as_person(person).post(f"{named.get_absolute_url()}{act}/").status_code == 404
    named.refresh_from_db()
    assert named.state == State.NAMED


@pytest.mark.django_db
def test_PR7_the_database_takes_no_unconfirmed_replication(named: Adaptation) -> None:
    for state, outcome in (("reported", "works"), ("adapting", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Adaptation.objects.filter(pk=named.pk).update(state=state, outcome=outcome)


def test_a_city_that_says_no_is_shown_no_more_and_not_named_again(
    practice: Practice, named: Adaptation, stranger: Person, officer: Person, amman_city: Organisation,
    as_person: Browser,
) -> None:  # fmt: skip
    as_person(stranger).post(f"{named.get_absolute_url()}denial/", {"reason": "That was another city"})
    assert _numbers(practice) == Numbers()
    assert as_person(None).get(named.get_absolute_url()).status_code == 404
    assert "Amman" not in as_person(None).get(f"/practices/{practice.public_id}/adaptations/").text
    assert "That was another city" in Letter.objects.get(person=officer).body
    with pytest.raises(NotPossible, match="does not adapt"):
        adaptations.name(officer, practice, amman_city, language="en")
    # The city itself may change its mind.
    made = adaptations.declare(stranger, practice, amman_city, language="ar")
    assert made.pk != named.pk


def test_naming_needs_a_post_and_never_ones_own_city(
    practice: Practice, newcomer: Person, bukhara_deputy: Person, bukhara_city: Organisation,
    amman_city: Organisation, as_person: Browser,
) -> None:  # fmt: skip
    address = f"/practices/{practice.public_id}/adaptations/named/"
    assert as_person(newcomer).get(address).status_code == 404
    with pytest.raises(NotPossible):
        adaptations.name(newcomer, practice, amman_city, language="en")
    with pytest.raises(NotPossible, match="declare it"):
        adaptations.name(bukhara_deputy, practice, bukhara_city, language="en")
    typed = {"organisation": "Municipality of Amman", "note": "They told me", "language": "en"}
    for _press in range(2):
        assert as_person(bukhara_deputy).post(address, typed).status_code == 302
    row = Adaptation.objects.get()
    assert (row.organisation, row.named_by, row.state) == (amman_city, bukhara_city, State.NAMED)
    assert "named by Municipality of Bukhara" in as_person(None).get(row.get_absolute_url()).text


def test_nobody_floods_cities_with_questions(
    practice: Practice, officer: Person, amman_city: Organisation, monkeypatch: pytest.MonkeyPatch,
    bukhara_city: Organisation,
) -> None:  # fmt: skip
    monkeypatch.setattr(adaptations, "MOST_NAMED", 1)
    adaptations.name(officer, practice, amman_city, language="en")
    with pytest.raises(NotPossible, match="not answered"):
        adaptations.name(officer, practice, bukhara_city, language="en")


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("works", Numbers(replicated=1)),
        ("partly", Numbers(replicated=1)),
        ("not", Numbers(not_here=1)),
    ],
)
def test_A22_the_city_tells_what_came_of_it(
    practice: Practice, adaptation: Adaptation, bukhara_deputy: Person, as_person: Browser, outcome: str,
    expected: Numbers,
) -> None:  # fmt: skip
    address = f"{adaptation.get_absolute_url()}report/"
    browser = as_person(bukhara_deputy)
    assert "All three answers are welcome" in browser.get(address).text
    refused = browser.post(address, {**REPORT, "outcome": outcome, "result": ""})
    assert "Smaller stalls" in refused.text
    for _press in range(2):
        assert browser.post(address, {**REPORT, "outcome": outcome}).status_code == 302
    assert _numbers(practice) == expected
    assert Adaptation.objects.replicated().exists() == (outcome != "not")
    assert _acts() == ["adaptation.declared", "adaptation.reported"]
    letter = Letter.objects.get(key__contains=":reported:")
    assert letter.person == practice.author
    assert "Forty women sell there" in letter.body
    adaptation.refresh_from_db()
    assert adaptation.remind_on is None


def test_a_report_can_be_corrected(
    adaptation: Adaptation, bukhara_deputy: Person, practice: Practice
) -> None:
    adaptations.report(adaptation, bukhara_deputy, outcome="works", **REPORT)
    adaptations.report(adaptation, bukhara_deputy, outcome="not", **{**REPORT, "result": "It rained"})
    assert _numbers(practice) == Numbers(not_here=1)
    assert _acts()[-1] == "adaptation.report_changed"
    assert Letter.objects.filter(key__contains=":reported:").count() == 1


def test_what_is_not_pursued_stays_with_its_reason_and_can_begin_again(
    practice: Practice, adaptation: Adaptation, bukhara_deputy: Person, bukhara_city: Organisation,
    as_person: Browser,
) -> None:  # fmt: skip
    browser, address = as_person(bukhara_deputy), f"{adaptation.get_absolute_url()}ending/"
    assert browser.post(address, {"reason": ""}).status_code == 200
    for _press in range(2):
        assert browser.post(address, {"reason": "No budget this year"}).status_code == 302
    shown = as_person(None).get(adaptation.get_absolute_url()).text
    assert "No budget this year" in shown
    assert "not pursued" in shown
    assert _numbers(practice) == Numbers(ended=1)
    with pytest.raises(NotPossible, match="Declare it again"):
        adaptations.report(adaptation, bukhara_deputy, outcome="works", **REPORT)
    again = adaptations.declare(bukhara_deputy, practice, bukhara_city, language="en")
    assert again.pk != adaptation.pk


def test_the_city_is_asked_after_six_and_twelve_months_and_never_twice(
    adaptation: Adaptation, bukhara_deputy: Person
) -> None:
    begun = timezone.localdate()
    assert adaptations.remind(begun + timedelta(days=181)) == 0
    half = begun + timedelta(days=182)
    assert [adaptations.remind(half), adaptations.remind(half)] == [1, 0]
    assert adaptations.remind(begun + timedelta(days=364)) == 0
    assert adaptations.remind(begun + timedelta(days=365)) == 1
    assert adaptations.remind(begun + timedelta(days=3000)) == 0
    letters = Letter.objects.filter(person=bukhara_deputy, key__contains=":remind:")
    assert letters.count() == 2
    assert "What came of it?" in letters[0].subject


def test_nobody_is_asked_about_what_is_reported(adaptation: Adaptation, bukhara_deputy: Person) -> None:
    adaptations.report(adaptation, bukhara_deputy, outcome="partly", **REPORT)
    assert adaptations.remind(timezone.localdate() + timedelta(days=1000)) == 0


def test_an_overdue_report_waits_on_my_work(
    adaptation: Adaptation, bukhara_deputy: Person, as_person: Browser
) -> None:
    assert adoption_waiting.items(bukhara_deputy) == []
    long_ago = timezone.now() - timedelta(days=400)
    Adaptation.objects.filter(pk=adaptation.pk).update(confirmed_at=long_ago)
    [item] = adoption_waiting.items(bukhara_deputy)
    assert (item.url, item.light) == (adaptation.get_absolute_url(), "red")
    assert adaptation.get_absolute_url() in as_person(bukhara_deputy).get("/my-work/").text


def test_a_former_focal_point_can_no_longer_speak(adaptation: Adaptation, bukhara_deputy: Person) -> None:
    Mandate.objects.filter(person=bukhara_deputy).update(end=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotPossible):
        adaptations.report(adaptation, bukhara_deputy, outcome="works", **REPORT)


def test_three_numbers_are_never_added(
    practice: Practice, adaptation: Adaptation, named: Adaptation, bukhara_deputy: Person, as_person: Browser
) -> None:
    shown = as_person(None).get(f"/practices/{practice.public_id}/adaptations/").text
    for words in ("cities say: it works here", "city is adapting it", "cities say: it did not work here"):
        assert words in shown


def test_what_is_adapted_stands_on_the_page_of_the_place(
    adaptation: Adaptation, named: Adaptation, client: Client
) -> None:
    shown = client.get(f"/places/{adaptation.place.public_id}/").text
    assert adaptation.get_absolute_url() in shown
    assert named.get_absolute_url() not in client.get(f"/places/{named.place.public_id}/").text


def test_bad_input_is_no_fault(adaptation: Adaptation, bukhara_deputy: Person, as_person: Browser) -> None:
    browser, base = as_person(bukhara_deputy), adaptation.get_absolute_url()
    assert (
        browser.post(f"{base}report/", {"outcome": "great", "result": "\x00", "language": "xx"}).status_code
        == 200
    )
    assert browser.post(f"{base}ending/", {"reason": "\x00"}).status_code == 200
    assert browser.post(f"{base}practice/", {"practice": "\x00"}).status_code == 200
    assert browser.post(f"{base}denial/", {"reason": "\x00" * 9}).status_code == 200
    assert browser.get(base.replace(adaptation.public_id, "\x00")).status_code in (400, 404)
    parent = base.replace(f"{adaptation.public_id}/", "")
    assert browser.post(f"{parent}new/", {"organisation": "\x00"}).status_code == 200
    assert browser.post(f"{parent}named/", {"organisation": "\x00"}).status_code == 200
