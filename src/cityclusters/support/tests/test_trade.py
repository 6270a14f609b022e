"""Producers and processors find each other by product, season, quantity and standard (seed item C22)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.people.tests.days import days_from_hers
from cityclusters.support.models import Enquiry, Trade
from cityclusters.support.tests.making_offers import trade
from cityclusters.support.trade import acts, finding, jobs, likeness, own_data, products, waiting
from cityclusters.support.trade.likeness import Entry

Browser = Callable[[Person | None], Client]


@pytest.fixture
def sold(reads_english: Person, khiva_city: Organisation) -> Trade:
    return trade(
        reads_english, khiva_city, "sells", "Dried apricots", months=[7, 8, 9], standard="EU organic HACCP",
        volume=Decimal(30), unit="t",
    )  # fmt: skip


@pytest.fixture
def wanted(bukhara_deputy: Person, bukhara_city: Organisation) -> Trade:
    return trade(
        bukhara_deputy, bukhara_city, "buys", "Сушёный абрикос", months=[9, 10], standard="organic",
        volume=Decimal(40000), unit="kg", language="ru",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cassava flour", "Farine de manioc"),
        ("Dried mangoes", "mangues séchées"),
        ("Honey", "العسل"),
        ("木薯粉", "Polvo de yuca"),
        ("Wool carpets", "tapis de laine"),
    ],
)
def test_one_product_in_two_languages(one: str, other: str) -> None:
    assert likeness.common_words(products.words_of(one), products.words_of(other))


@pytest.mark.parametrize(("one", "other"), [("Cassava flour", "Wheat flour"), ("Olive oil", "Argan oil")])
def test_a_general_word_makes_no_product(one: str, other: str) -> None:
    assert not likeness.common_words(products.words_of(one), products.words_of(other))


def test_each_product_is_listed_once() -> None:
    for name in ("sweet potato", "potato", "cassava", "tea", "coffee", "millet"):
        assert products.words_of(name) == [name]


def _entry(key: str, **fields: Any) -> Entry:
    given: dict[str, Any] = {"words": ["honey"], "months": [], "latitude": 0.0, "longitude": 0.0}
    return Entry(key, **{**given, **fields})


def _codes(one: Entry, other: Entry) -> list[tuple[str, bool | None]]:
    found = likeness.compare(one, other, one_sells=True)
    assert found is not None
    return [(reason.code, reason.good) for reason in found.reasons]


def test_each_reason_speaks_for_or_against() -> None:
    best = _entry("a", standard="Fairtrade", volume=Decimal(2), unit="t", months=[3, 4])
    asked = _entry("b", standard="fairtrade", volume=Decimal(1500), unit="kg", months=[4, 5])
    assert _codes(best, asked) == [
        ("same_product", True), ("months", True), ("standard_held", True), ("volume_enough", True),
        ("distance", True),
    ]  # fmt: skip
    poor = _entry("c", words=["honey", "soap"], volume=Decimal(1), unit="l", months=[6], longitude=90.0)
    assert _codes(poor, asked) == [
        ("like_product", True), ("no_common_month", False), ("standard_not_held", False),
        ("volume_not_comparable", None), ("distance", False),
    ]  # fmt: skip
    found = likeness.counterparts(asked, [poor, best], one_sells=False)
    assert [one.key for one in found] == ["a", "c"]


def test_nothing_in_common_is_no_counterpart() -> None:
    assert likeness.compare(_entry("a"), _entry("b", words=["soap"]), one_sells=True) is None


def test_C22_each_sees_the_other_with_the_reasons(sold: Trade, wanted: Trade, as_person: Browser) -> None:
    page = as_person(None).get(f"/trade/{sold.public_id}/").text
    assert "Сушёный абрикос" in page
    for words in (
        "The same product.", "Months in common: September.", "held: organic.",
        "Enough for 75 % of what is looked for.", "km away",
    ):  # fmt: skip
        assert words in page, words
    assert [one.line.trade for one in finding.found_for(wanted)] == [sold]


def test_own_and_ended_entries_are_no_counterparts(
    sold: Trade, wanted: Trade, reads_english: Person, bukhara_deputy: Person, khiva_city: Organisation
) -> None:
    trade(reads_english, khiva_city, "buys", "apricot")
    assert [one.line.trade for one in finding.found_for(sold)] == [wanted]
    acts.end(wanted, bukhara_deputy)
    assert finding.found_for(sold) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True), ("product=abricot", True), ("product=soap", False), ("side=sells", True),
        ("side=buys", False), ("month=8", True), ("month=1", False), ("month=99", True),
        ("country=UZ", True), ("country=ZZ", True), ("standard=haccp", True), ("standard=iso", False),
    ],
)  # fmt: skip
def test_the_list_is_filtered(sold: Trade, query: str, found: bool, as_person: Browser) -> None:
    page = as_person(None).get(f"/trade/?{query}")
    assert page.status_code == 200
    assert ("Dried apricots" in page.text) is found


def test_a_focal_point_states_a_product(
    reads_english: Person, khiva_city: Organisation, newcomer: Person, as_person: Browser
) -> None:
    typed: dict[str, Any] = {"organisation": khiva_city.public_id, "side": "sells", "language": "en"}
    typed["product"] = "Silk"
    typed |= {"once": secret_code(), "months": ["3", "4"], "volume": "1200", "unit": "m"}
    browser = as_person(reads_english)
    assert browser.post("/trade/new/", {**typed, "unit": ""}).status_code == 200
    assert browser.post("/trade/new/", {**typed, "product": "!!!"}).status_code == 200
    assert browser.post("/trade/new/", {**typed, "volume": "9" * 20}).status_code == 200
    for _press in range(2):
        assert browser.post("/trade/new/", typed).status_code == 302
    made = Trade.objects.get()
    assert (made.words, made.month_marks, made.place) == ("|silk|", "|3|4|", khiva_city.place)
    assert made.expires_on == acts.last_day(days_from_hers(reads_english))
    assert "1\u202f200 metres a year" in browser.get(made.get_absolute_url()).text
    assert as_person(newcomer).get("/trade/new/").status_code == 404


def test_only_its_own_people_change_it(
    sold: Trade, bukhara_deputy: Person, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(bukhara_deputy)
    assert browser.get(f"/trade/{sold.public_id}/edit/").status_code == 404
    assert browser.post(f"/trade/{sold.public_id}/end/").status_code == 404
    for act in (acts.renew, acts.end):
        with pytest.raises(NotPossible):
            act(sold, bukhara_deputy)
    own = as_person(reads_english)
    own.post(f"/trade/{sold.public_id}/end/")
    assert as_person(None).get(f"/trade/{sold.public_id}/").status_code == 404
    assert "It is over" in own.get(f"/trade/{sold.public_id}/").text
    own.post(f"/trade/{sold.public_id}/renewal/")
    assert as_person(None).get(f"/trade/{sold.public_id}/").status_code == 200


def test_over_after_twelve_months_with_letters_before(sold: Trade, reads_english: Person) -> None:
    today = timezone.localdate()
    jobs.remind()
    assert not Letter.objects.filter(person=reads_english).exists()
    for days, letters in ((30, 1), (7, 2)):
        Trade.objects.update(expires_on=today + timedelta(days=days))
        for _run in range(2):
            jobs.remind()
        assert Letter.objects.filter(subject__contains="still have it").count() == letters
    assert [item.url for item in waiting.items(reads_english)] == [sold.get_absolute_url()]
    Trade.objects.update(expires_on=today - timedelta(days=1))
    assert list(Trade.objects.open()) == []


# -- enquiries -----------------------------------------------------------------------------------------


def _ask(trade: Trade, by: Person, city: Organisation) -> Enquiry:
    return acts.enquire(trade, by, city, text="How dry are they?", language="en")


def test_an_enquiry_is_passed_on_without_an_address(
    sold: Trade, reads_english: Person, bukhara_deputy: Person, bukhara_city: Organisation, as_person: Browser
) -> None:
    browser = as_person(bukhara_deputy)
    typed = {"organisation": bukhara_city.public_id, "text": "How dry are they?", "language": "en"}
    assert browser.post(f"/trade/{sold.public_id}/enquiry/", {**typed, "text": ""}).status_code == 200
    assert browser.post(f"/trade/{sold.public_id}/enquiry/", typed).status_code == 302
    letter = Letter.objects.get(person=reads_english)
    assert "How dry are they?" in letter.body
    assert str(bukhara_deputy.email) not in letter.body + letter.subject
    assert "waits for an answer" in browser.post(f"/trade/{sold.public_id}/enquiry/", typed).text
    enquiry = Enquiry.objects.get()
    assert [item.url for item in waiting.items(reads_english)] == [enquiry.get_absolute_url()]
    page = as_person(reads_english).get(enquiry.get_absolute_url()).text
    assert str(bukhara_deputy.email) not in page
    assert str(bukhara_deputy) not in page


@pytest.mark.parametrize("shows", [True, False])
def test_the_one_who_answers_decides_on_her_address(
    shows: bool,
    sold: Trade,
    reads_english: Person,
    bukhara_deputy: Person,
    bukhara_city: Organisation,
    as_person: Browser,
) -> None:
    enquiry = _ask(sold, bukhara_deputy, bukhara_city)
    typed = {"text": "Eighteen percent.", **({"shows_address": "on"} if shows else {})}
    as_person(reads_english).post(enquiry.get_absolute_url(), typed)
    letter = Letter.objects.get(person=bukhara_deputy)
    page = as_person(bukhara_deputy).get(enquiry.get_absolute_url()).text
    assert "Eighteen percent." in letter.body
    assert (str(reads_english.email) in letter.body) is shows
    assert (str(reads_english.email) in page) is shows
    with pytest.raises(NotPossible, match="colleague"):
        acts.answer(enquiry, reads_english, text="Again", shows_address=True)
    _ask(sold, bukhara_deputy, bukhara_city)  # answered: a second one may follow


def test_enquiries_are_between_two(
    sold: Trade,
    reads_english: Person,
    bukhara_deputy: Person,
    bukhara_city: Organisation,
    khiva_city: Organisation,
    stranger: Person,
    officer: Person,
    as_person: Browser,
) -> None:
    enquiry = _ask(sold, bukhara_deputy, bukhara_city)
    for person in (stranger, officer):
        assert as_person(person).get(enquiry.get_absolute_url()).status_code == 404
    with pytest.raises(NotPossible):
        acts.answer(enquiry, bukhara_deputy, text="Mine", shows_address=False)
    with pytest.raises(NotPossible, match="own"):
        _ask(sold, reads_english, khiva_city)
    with pytest.raises(NotPossible):
        _ask(sold, stranger, bukhara_city)


def test_not_too_many_enquiries_in_a_day(
    reads_english: Person, khiva_city: Organisation, bukhara_deputy: Person, bukhara_city: Organisation
) -> None:
    entries = [trade(reads_english, khiva_city, "sells", f"Silk {number}") for number in range(11)]
    for entry in entries[:10]:
        _ask(entry, bukhara_deputy, bukhara_city)
    with pytest.raises(NotPossible, match="tomorrow"):
        _ask(entries[10], bukhara_deputy, bukhara_city)


def test_her_words_can_be_taken_and_erased(
    sold: Trade, bukhara_deputy: Person, bukhara_city: Organisation, reads_english: Person
) -> None:
    enquiry = _ask(sold, bukhara_deputy, bukhara_city)
    assert own_data.collect(bukhara_deputy)["enquiries_sent"][0]["text"] == "How dry are they?"
    assert own_data.collect(reads_english)["products_stated"][0]["product"] == "Dried apricots"
    own_data.erase(bukhara_deputy)
    enquiry.refresh_from_db()
    assert (enquiry.by, enquiry.text) == (None, "")
