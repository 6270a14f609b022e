"""Sending somebody away: a reason that she reads, an appeal, and never about one's own organisation."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from pytest_django import Settings

from cityclusters.core.errors import NotPossible
from cityclusters.incoming.addresses import target_of
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.spaces import bans, own_data, rules
from cityclusters.spaces.models import Membership, Space
from cityclusters.spaces.waiting import items

SignIn = Callable[[Person | None], Client]


@pytest.fixture
def space(spaces: list[Space]) -> Space:
    return spaces[1]


@pytest.fixture
def banned(space: Space, newcomer: Person, officer: Person) -> Membership:
    """An officer has sent the newcomer away."""
    space.join(newcomer)
    bans.ban(space, newcomer, officer, "Sold shoes.")
    row = bans.in_force(space, newcomer)
    assert row is not None
    return row


def _colleague(person: Person, organisation: Organisation) -> None:
    Mandate.objects.create(
        person=person, organisation=organisation, post="Adviser", state="confirmed",
        start=timezone.localdate(),
    )  # fmt: skip


def _mail(text: str) -> Mail:
    return Mail("x@mail.example", "", "", text, text, (), "<a@mail.example>", "", (), False, timezone.now())


def test_SP3_the_act_itself_asks_who_may(
    space: Space, newcomer: Person, steward: Person, officer: Person, khiva_deputy: Person,
    khiva_city: Organisation,
) -> None:  # fmt: skip
    space.join(newcomer)
    space.join(khiva_deputy)
    _colleague(officer, khiva_city)
    for by, person in [(newcomer, khiva_deputy), (steward, steward), (officer, khiva_deputy)]:
        with pytest.raises(NotPossible):
            bans.ban(space, person, by, "I say so")
    assert not Membership.objects.banned().exists()
    bans.ban(space, khiva_deputy, steward, "Advertising")
    with pytest.raises(NotPossible):
        bans.lift(space, khiva_deputy, officer)
    with pytest.raises(NotPossible):
        bans.lift(space, khiva_deputy, steward)


def test_she_gets_a_letter_with_the_reason_and_appeals_on_the_page(
    banned: Membership, newcomer: Person, officer: Person, second_officer: Person, as_person: SignIn
) -> None:
    letter = Letter.objects.get(person=newcomer, key__startswith="ban:")
    page = reverse("spaces:my-ban", args=[banned.space.slug])
    assert "Sold shoes." in letter.body
    assert "an officer of the programme" in letter.body
    assert page in letter.body
    browser = as_person(newcomer)
    assert page in browser.get(banned.space.get_absolute_url()).content.decode()
    assert "This field is required" in browser.post(page, {"words": " "}).content.decode()
    assert browser.post(page, {"words": "They were gloves."}).status_code == 302
    assert "Appeal waits for a decision" in browser.get(page).content.decode()
    assert "nothing to appeal against" in browser.post(page, {"words": "Again"}, follow=True).content.decode()
    decide = reverse("spaces:ban-appeal", args=[banned.space.slug, newcomer.public_id])
    told = Letter.objects.filter(key__startswith="ban-appeal:")
    assert [each.person for each in told] == [second_officer], "not the one who decided"
    assert [item.url for item in items(second_officer)] == [decide]
    assert items(officer) == []
    assert as_person(officer).get(decide).status_code == 404
    assert "They were gloves." in as_person(second_officer).get(decide).content.decode()
    listed = as_person(second_officer).get(reverse("spaces:stewards", args=[banned.space.slug]))
    assert decide in listed.content.decode()
    typed = {"outcome": "lifted", "reason": "Gloves indeed."}
    assert as_person(second_officer).post(decide, typed).status_code == 302
    assert not banned.space.is_banned(newcomer)
    assert "Gloves indeed." in Letter.objects.get(person=newcomer, key__startswith="ban-decided:").body
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts[-3:] == ["space.banned", "space.ban_appealed", "space.ban_lifted"]


def test_an_appeal_that_is_not_followed_is_the_last(
    banned: Membership, newcomer: Person, officer: Person, second_officer: Person
) -> None:
    bans.appeal(banned, newcomer, "Why?")
    banned.refresh_from_db()
    with pytest.raises(NotPossible):
        bans.decide_appeal(banned, officer, lift=False, reason="I have decided before")
    bans.decide_appeal(banned, second_officer, lift=False, reason="Seen, stays")
    banned.refresh_from_db()
    assert banned.space.is_banned(newcomer)
    assert not rules.may_appeal(newcomer, banned)
    with pytest.raises(NotPossible):
        bans.decide_appeal(banned, second_officer, lift=True, reason="Twice")
    with pytest.raises(NotPossible):
        bans.appeal(banned, newcomer, "Again")
    assert "the decision stays" in Letter.objects.get(key__startswith="ban-decided:").subject


def test_where_no_officer_may_decide_the_administrators_do(
    banned: Membership, newcomer: Person, administrator: Person
) -> None:
    bans.appeal(banned, newcomer, "Why?")
    assert Letter.objects.get(key__startswith="ban-appeal:").person == administrator


def test_a_reply_to_the_letter_is_the_appeal(
    space: Space, newcomer: Person, officer: Person, trainer: Person, settings: Settings
) -> None:
    settings.MAIL_ARRIVES, settings.MAIL_DOMAIN = True, "cities.example"
    space.join(newcomer)
    bans.ban(space, newcomer, officer, "Sold shoes.")
    letter = Letter.objects.get(person=newcomer, key__startswith="ban:")
    target = target_of(letter.headers["Reply-To"].rpartition("<")[2].rstrip(">"))
    assert target is not None
    assert (target.kind, target.person) == ("ban", newcomer.public_id)
    route = import_string(settings.MAIL_ROUTES["ban"])
    with pytest.raises(Refused):
        route(_mail("I am somebody else."), target.key, trainer)
    route(_mail("They were gloves."), target.key, newcomer)
    assert Membership.objects.get(appeal="asked").appeal_words == "They were gloves."
    with pytest.raises(Refused):
        route(_mail("Again"), target.key, newcomer)


def test_let_in_again_she_hears_of_it_and_a_second_ban_can_be_appealed_too(
    banned: Membership, newcomer: Person, officer: Person
) -> None:
    bans.appeal(banned, newcomer, "Why?")
    assert bans.lift(banned.space, newcomer, officer)
    banned.refresh_from_db()
    assert banned.appeal == "lifted"
    assert Letter.objects.filter(person=newcomer, key__startswith="ban-lifted:").count() == 1
    banned.space.join(newcomer)
    bans.ban(banned.space, newcomer, officer, "Shoes again.")
    assert Letter.objects.filter(person=newcomer, key__startswith="ban:").count() == 2
    second = bans.in_force(banned.space, newcomer)
    assert second is not None
    assert rules.may_appeal(newcomer, second)


def test_for_others_there_is_no_page(banned: Membership, trainer: Person, as_person: SignIn) -> None:
    assert as_person(trainer).get(reverse("spaces:my-ban", args=[banned.space.slug])).status_code == 404


def test_it_stands_in_her_own_copy_and_her_words_are_erased(banned: Membership, newcomer: Person) -> None:
    bans.appeal(banned, newcomer, "They were gloves.")
    table = own_data.collect(newcomer)["memberships_of_spaces"]
    assert (table[0]["ban_reason"], table[0]["appeal_words"]) == ("Sold shoes.", "They were gloves.")
    own_data.erase(newcomer)
    assert own_data.collect(newcomer)["memberships_of_spaces"][0]["appeal_words"] == ""
