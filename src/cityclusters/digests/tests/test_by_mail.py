"""The rhythm of one's letters, chosen by answering one of them with a word."""

import pytest
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from cityclusters.digests import by_mail, choosing, preparing
from cityclusters.digests.models import Subscription
from cityclusters.digests.tests.test_digest import ask, subscribe
from cityclusters.incoming.addresses import address_for, target_of
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.spaces.models import Space

__all__ = ["ask"]


def _mail(text: str) -> Mail:
    return Mail("x@mail.example", "", "", text, text, (), "<a@mail.example>", "", (), False, timezone.now())


def test_a_word_changes_the_rhythm_and_nothing_else(bukhara_deputy: Person) -> None:
    subscribe(bukhara_deputy, kinds=["reply"], themes=["e-commerce"])
    by_mail.choose(_mail("Weekly.\n\nNargiza"), by_mail.KEY, bukhara_deputy)
    row = Subscription.objects.get()
    assert (row.rhythm, row.kinds, row.themes) == ("weekly", ["reply"], ["e-commerce"])
    with override("ar"):
        word = str(by_mail.DAILY)
    by_mail.choose(_mail(word), by_mail.KEY, bukhara_deputy)
    assert Subscription.objects.get().rhythm == "daily"
    for text in ("stop", "Non"):
        by_mail.choose(_mail(text), by_mail.KEY, bukhara_deputy)
        assert not Subscription.objects.active().exists()


def test_who_had_chosen_nothing_gets_what_fits_her(spaces: list[Space], newcomer: Person) -> None:
    spaces[1].join(newcomer)
    by_mail.choose(_mail("daily"), by_mail.KEY, newcomer)
    row = Subscription.objects.get()
    assert (row.rhythm, row.themes, row.ended_at) == ("daily", ["e-commerce"], None)
    assert not choosing.gets_replies(newcomer)


@pytest.mark.parametrize("text", ["We sell at fairs.", "daily news are what I want", "?"])
def test_anything_else_changes_nothing_and_says_how(text: str, bukhara_deputy: Person) -> None:
    with pytest.raises(Refused, match="daily, weekly or stop"):
        by_mail.choose(_mail(text), by_mail.KEY, bukhara_deputy)
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("arrives", [True, False])
def test_a_digest_can_be_answered_and_offers_ours_too_and_spaces(
    arrives: bool, ask: object, bukhara_deputy: Person, trainer: Person, spaces: list[Space],
    settings: Settings,
) -> None:  # fmt: skip
    settings.MAIL_ARRIVES = arrives
    spaces[1].join(trainer)
    for person in (bukhara_deputy, trainer):
        subscribe(person)
    question = ask("How do weavers sell?")  # type: ignore[operator]
    assert preparing.prepare() == 2
    letter = Letter.objects.get(person=bukhara_deputy)
    ours = address_for("ours-too", question.public_id, bukhara_deputy)
    join = address_for("join", str(spaces[1].pk), bukhara_deputy)
    assert [f"mailto:{each}?" in letter.body for each in (ours, join)] == [arrives, arrives]
    assert ("one of these words" in letter.body) is arrives
    assert address_for("join", str(spaces[1].pk), trainer) not in Letter.objects.get(person=trainer).body
    if arrives:
        target = target_of(letter.headers["Reply-To"])
        assert target is not None
        assert (target.kind, target.person) == (by_mail.KIND, bukhara_deputy.public_id)
