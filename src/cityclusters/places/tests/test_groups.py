"""Groups of countries: every list is dated, complete for States, and says what it does not know."""

import pytest
from django.test import Client

from cityclusters.places import groups
from cityclusters.places.cooperation import MULTILATERAL, Cooperation, Route, proposed_type, route
from cityclusters.places.countries import listed
from cityclusters.places.country_facts import facts_of
from cityclusters.places.groups import Group
from cityclusters.places.models import Country, Place

STATES = {code for code, row in listed().items() if row.is_state}


def test_every_State_has_an_income_level_or_stands_among_those_without() -> None:
    without = {code for code in STATES if groups.income_of(code) == groups.UNKNOWN}
    assert without == groups.without_income()
    assert {groups.income_of(code) for code in STATES - without} == {0, 1, 2, 3}


@pytest.mark.parametrize("name", groups.INCOMES)
def test_no_country_has_two_levels_and_every_code_is_known(name: str) -> None:
    level = groups.INCOMES.index(name)
    codes = groups._file()["income"][name].split()
    assert set(codes) <= set(listed())
    assert all(groups.income_of(code) == level for code in codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(("code", "level"), [("UG", 0), ("UZ", 1), ("CN", 2), ("PA", 3), ("QQ", -1)])
def test_levels_of_income(code: str, level: int) -> None:
    assert groups.income_of(code) == level


@pytest.mark.parametrize(("group", "number"), [(Group.LDC, 44), (Group.LLDC, 32), (Group.SIDS, 39)])
def test_groups_have_the_published_number_of_members(group: Group, number: int) -> None:
    assert len(groups.members(group)) == number
    assert groups.members(group) <= set(listed())
    assert all(map(groups.is_south, groups.members(group) - {"MK", "MD"})), "two in Europe"


@pytest.mark.parametrize(
    ("code", "south"),
    [("UZ", True), ("CN", True), ("JO", True), ("TR", True), ("JP", False), ("KR", False), ("DE", False),
     ("MD", False), ("AQ", False), ("QQ", False), ("", False)],
)  # fmt: skip
def test_the_South_is_what_was_last_published_as_developing(code: str, south: bool) -> None:
    assert groups.is_south(code) is south


@pytest.mark.parametrize("name", ["income", "law", *Group])
def test_every_list_has_a_date_and_a_source(name: str) -> None:
    found = groups.listing(name)
    assert found.as_of.year >= 2017
    assert len(found.source) > 20
    assert groups._file()["north" if name == Group.SOUTH else name]["source"]


def test_languages_and_law() -> None:
    assert groups.languages_of("UZ") == ("uz",)
    assert set(groups.languages_of("PE")) == {"es", "qu"}
    assert groups.languages_of("QQ") == ()
    assert all(groups.languages_of(code) for code in STATES)
    assert groups.law_of("JO") == ("civil", "customary", "muslim")
    assert groups.law_of("UZ") == ("civil",)
    assert groups.law_of("QQ") == ()
    assert groups.law_of("SS") == (), "not certain, so left blank"
    for name in groups.LAWS:
        assert set(groups._file()["law"][name].split()) <= set(listed()), name
    assert {row.region for row in listed().values()} <= set(groups.REGIONS)


@pytest.mark.parametrize(
    ("donor", "recipient", "expected"),
    [("CN", "CN", Route.DOMESTIC), ("CN", "GM", Route.SOUTH_SOUTH), ("DE", "GM", Route.OTHER),
     ("GM", "DE", Route.OTHER), (MULTILATERAL, "GM", Route.OTHER), (MULTILATERAL, "", Route.OTHER),
     ("HK", "CN", Route.DOMESTIC), ("GP", "FR", Route.DOMESTIC), ("GP", "MQ", Route.DOMESTIC)],
)  # fmt: skip
def test_AI3_the_route_follows_from_the_two_countries(donor: str, recipient: str, expected: Route) -> None:
    assert route(donor, recipient) == expected


@pytest.mark.parametrize(
    ("partners", "facilitators", "expected"),
    [
        (["UZ", "UZ"], [], Cooperation.DOMESTIC),
        (["UZ", "UZ"], ["DE"], Cooperation.DOMESTIC),
        (["UZ", "CN"], [], Cooperation.SOUTH_SOUTH),
        (["UZ", "CN"], ["DE"], Cooperation.TRIANGULAR),
        (["UZ", "CN"], [MULTILATERAL], Cooperation.TRIANGULAR),
        (["UZ", "CN"], ["PE"], Cooperation.SOUTH_SOUTH),
        (["UZ"], ["CN", "DE"], Cooperation.TRIANGULAR),
        (["UZ", "DE"], [MULTILATERAL], Cooperation.OTHER),
        (["UZ", "CN", "DE"], [], Cooperation.OTHER),
        (["FR", "DE"], [], Cooperation.OTHER),
        (["CN", "HK"], ["DE"], Cooperation.DOMESTIC),
        ([MULTILATERAL], [], Cooperation.OTHER),
        ([], [], Cooperation.OTHER),
    ],
)
def test_CO9_triangular_needs_two_developing_countries_and_a_facilitator(
    partners: list[str], facilitators: list[str], expected: Cooperation
) -> None:
    assert proposed_type(partners, facilitators) == expected


def test_the_page_of_a_country_says_its_groups_with_date_and_source(client: Client, khiva: Place) -> None:
    page = client.get("/places/country/UZ/").content.decode()
    for words in ["Lower middle income", "World Bank", "1 July 2025", "Landlocked developing countries",
                  "Countries of the global South", "Uzbek", "Civil law", "Central Asia"]:  # fmt: skip
        assert words in page, words
    assert "Small island" not in page


def test_what_is_not_known_is_said(client: Client, countries: dict[str, Country]) -> None:
    known = {fact.label: fact.words for fact in facts_of("VE")}
    assert known["Income level"] == ""
    assert known["Legal tradition"] == "Civil law"
    Country.objects.create(code="VE", kind="state", region="005", as_of="2025-01-01")
    assert "not known" in client.get("/places/country/VE/").content.decode()


def test_the_list_of_countries_is_filtered_by_group(client: Client, countries: dict[str, Country]) -> None:
    page = client.get("/places/", {"group": "lldc"}).content.decode()
    assert "Uzbekistan" in page
    assert "Jordan" not in page
    assert "31 December 2024" in page
    assert "Jordan" in client.get("/places/", {"group": "nonsense"}).content.decode()
    assert "No country of this group is here" in client.get("/places/?group=sids").content.decode()
