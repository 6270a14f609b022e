"""Keeping themes and spaces: everything has its page, nothing is deleted, and strangers find nothing."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.journal.models import Entry
from cityclusters.people.models import Person
from cityclusters.spaces.models import Space, Theme
from cityclusters.spaces.models.theme import Taken
from cityclusters.spaces.setup import load_themes

SignIn = Callable[[Person | None], Client]


def at(name: str, *args: str) -> str:
    return reverse(f"spaces:{name}", args=args)


def test_a_theme_is_added_named_matched_and_retired(as_person: SignIn, officer: Person) -> None:
    load_themes()
    browser = as_person(officer)
    typed = {"names": "Water", "names__language": "en", "names__fr": "Eau", "code": "Water"}
    answer = browser.post(at("new-theme"), typed | {"vocabulary": "cities-clusters"})
    assert answer.headers["Location"] == at("theme", "water")
    theme = Theme.objects.get(code="water")
    assert theme.names == {"_": "en", "en": "Water", "fr": "Eau"}
    assert theme.order == 7
    typed = {"names": "Water and rivers", "names__language": "en", "names__ar": "المياه"}
    browser.post(at("theme", "water"), typed | {"same_as": ["climate-change"]})
    theme.refresh_from_db()
    assert theme.names == {"_": "en", "en": "Water and rivers", "ar": "المياه"}
    assert [other.code for other in theme.same_as.all()] == ["climate-change"]
    assert theme in Theme.objects.get(code="climate-change").same_as.all()
    browser.post(at("retire-theme", "water"))
    assert "water" not in Theme.objects.offered().values_list("code", flat=True)
    browser.post(at("retire-theme", "water"))
    assert "water" in Theme.objects.offered().values_list("code", flat=True)
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["theme.added", "theme.renamed", "theme.mapped", "theme.retired", "theme.restored"]
    body = browser.get(at("themes")).content.decode()
    assert "Water and rivers" in body
    assert "Areas of the programme in 2020" in body


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"code": "waste", "names": "Again"}, "A theme with this code exists already"),
        ({"code": "new", "names": "New"}, "A theme with this code exists already"),
        ({"code": "wa ter", "names": "Water"}, "valid “slug”"),
        ({"code": "water", "names": ""}, "This field is required"),
        ({"code": "water", "names": "x" * 300}, "too long"),
        ({"code": "water", "names": "Water", "vocabulary": "made-up"}, "Select a valid choice"),
    ],
)
def test_a_refused_theme_comes_back_filled_in(
    as_person: SignIn, officer: Person, typed: dict[str, str], says: str
) -> None:
    load_themes()
    typed = {"vocabulary": "cities-clusters", "names__language": "en"} | typed
    answer = as_person(officer).post(at("new-theme"), typed)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert says in body
    assert f'value="{typed["code"]}"' in body
    assert Theme.objects.count() == 14


def test_two_themes_of_one_list_are_never_the_same(officer: Person, themes: list[Theme]) -> None:
    with pytest.raises(ValueError, match="own list"):
        themes[0].map_to(officer, [themes[1]])


def test_a_code_is_taken_once(officer: Person, themes: list[Theme]) -> None:
    with pytest.raises(Taken):
        Theme(code=themes[0].code, names={"en": "x"}).add(officer)
    assert not Entry.objects.exists()


def test_a_retired_theme_stays_where_it_is(
    as_person: SignIn, officer: Person, spaces: list[Space], themes: list[Theme]
) -> None:
    themes[0].retire(officer)
    body = as_person(officer).get(at("edit", spaces[0].slug)).content.decode()
    assert 'value="covid-19"' in body
    body = as_person(officer).get(at("edit", spaces[1].slug)).content.decode()
    assert 'value="covid-19"' not in body


SPACE = {
    "names": "Water", "names__language": "en", "purpose": "Cities and rivers.", "purpose__language": "en",
    "languages": ["en", "ar"], "themes": ["covid-19", "e-commerce"],
}  # fmt: skip


def test_a_space_is_opened_and_changed(as_person: SignIn, officer: Person, themes: list[Theme]) -> None:
    browser = as_person(officer)
    answer = browser.post(at("new"), SPACE | {"slug": "Water"})
    assert answer.headers["Location"] == at("stewards", "water")
    space = Space.objects.get()
    assert {theme.code for theme in space.themes.all()} == {"covid-19", "e-commerce"}
    assert browser.post(at("new"), SPACE | {"slug": "water"}).status_code == 200
    assert browser.post(at("new"), SPACE | {"slug": "new"}).status_code == 200
    changed = SPACE | {"purpose": "Rivers only.", "themes": ["covid-19"], "rules": "Be kind."}
    browser.post(at("edit", "water"), changed)
    space.refresh_from_db()
    assert (space.purpose["en"], space.rules["en"]) == ("Rivers only.", "Be kind.")
    assert [theme.code for theme in space.themes.all()] == ["covid-19"]
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["space.added", "space.changed"]


def test_a_steward_edits_her_space_only(as_person: SignIn, steward: Person, spaces: list[Space]) -> None:
    browser = as_person(steward)
    assert browser.get(at("edit", "covid-19")).status_code == 404
    assert browser.post(at("edit", "e-commerce"), SPACE).status_code == 302
    assert Space.objects.get(slug="e-commerce").names["en"] == "Water"
    assert browser.get(at("stewards", "e-commerce")).status_code == 404


def test_stewards_are_appointed_by_address(
    as_person: SignIn, officer: Person, newcomer: Person, steward: Person, spaces: list[Space]
) -> None:
    browser, page = as_person(officer), at("stewards", "e-commerce")
    body = browser.post(page, {"email": "nobody@mail.example"}).content.decode()
    assert "Nobody with this address" in body
    assert "nobody@mail.example" in body
    answer = browser.post(page, {"email": str(newcomer.email).upper()}, follow=True)
    assert "The space has another steward" in answer.content.decode()
    browser.post(at("end-steward", "e-commerce", steward.public_id))
    stewards = spaces[1].memberships.now().stewards()
    assert [row.person for row in stewards] == [newcomer]


def test_a_member_is_sent_away_with_a_reason_and_let_in_again(
    as_person: SignIn, officer: Person, steward: Person, newcomer: Person, spaces: list[Space]
) -> None:
    spaces[1].join(newcomer)
    page = at("ban", "e-commerce", newcomer.public_id)
    assert as_person(newcomer).get(page).status_code == 404
    browser = as_person(steward)
    assert "Reason" in browser.get(page).content.decode()
    assert "This field is required" in browser.post(page, {"reason": " "}).content.decode()
    browser.post(page, {"reason": "Sold shoes."})
    assert spaces[1].is_banned(newcomer)
    assert browser.get(page).status_code == 404
    officers = as_person(officer)
    assert "Sold shoes." in officers.get(at("stewards", "e-commerce")).content.decode()
    body = officers.post(at("stewards", "e-commerce"), {"email": newcomer.email or ""}).content.decode()
    assert "was sent away" in body
    officers.post(at("lift-ban", "e-commerce", newcomer.public_id))
    assert not spaces[1].is_banned(newcomer)


@pytest.mark.parametrize(
    "page",
    [at("themes"), at("new-theme"), at("theme", "covid-19"), at("new"), at("stewards", "covid-19")],
)
def test_curators_pages_don_t_exist_for_others(
    as_person: SignIn, newcomer: Person, administrator: Person, spaces: list[Space], page: str
) -> None:
    assert as_person(newcomer).get(page).status_code == 404
    assert as_person(None).get(page).status_code == 302
    assert as_person(administrator).get(page).status_code == 200
