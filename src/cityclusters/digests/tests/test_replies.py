"""A consolidated reply goes to all: who took part, and the members of the space in their rhythm."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from cityclusters.digests import choosing, replies, stopping
from cityclusters.digests.models import Subscription
from cityclusters.incoming.models import Pause
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.questions import following, outline, replying
from cityclusters.questions.models import ConsolidatedReply, Question
from cityclusters.spaces.models import Space

SignIn = Callable[[Person | None], Client]
Publish = Callable[..., ConsolidatedReply]


@pytest.fixture
def space(spaces: list[Space], trainer: Person, newcomer: Person, reads_english: Person) -> Space:
    """The e-commerce space with three members; the deputy of Khiva asks there."""
    for person in (trainer, newcomer, reads_english):
        spaces[1].join(person)
    return spaces[1]


@pytest.fixture
def publish(space: Space, reads_english: Person, steward: Person) -> Publish:
    """Publishes a reply to a new question, or the next edition of it, and has the worker's task done."""

    def make(question: Question | None = None, **fields: str) -> ConsolidatedReply:
        if question is None:
            fields = {"title": "How do weavers sell?", "language": "en", "text": "Tell us."} | fields
            question = Question.objects.create(
                space=space, author=reads_english, shown_at=timezone.now(), **fields
            )
        draft = replying.begin(question, steward)
        written = replying.Written(
            "By catalogue", "en", "It works.", outline.read(draft.outline), "Its price"
        )
        reply = replying.publish(replying.save(draft, steward, written, draft.revision), steward)
        replies.tell_members.func(reply.pk)
        return reply

    return make


def told(reply: ConsolidatedReply) -> set[str]:
    rows = Letter.objects.filter(key__startswith=f"reply:{reply.public_id}:")
    return {str(row.person.email) for row in rows.select_related("person") if row.person}


def test_members_who_chose_nothing_get_each_reply_once(
    publish: Publish, reads_english: Person, trainer: Person, newcomer: Person, steward: Person,
    stranger: Person,
) -> None:  # fmt: skip
    reply = publish()
    assert DBTaskResult.objects.count() == 1, "publishing starts it"
    assert told(reply) == {reads_english.email, trainer.email, newcomer.email}
    assert replies.tell_members.func(reply.pk) == 0, "again is once"
    letter = Letter.objects.get(person=trainer)
    assert "It works." in letter.body
    assert letter.headers["List-Unsubscribe"] == f"<{stopping.address(trainer)}>"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stopping.address(trainer) in letter.body
    assert Letter.objects.filter(person=reads_english, key__startswith="reply:").count() == 1


def test_one_click_ends_it_also_for_who_chose_nothing(
    publish: Publish, trainer: Person, newcomer: Person, settings: Settings
) -> None:
    publish()
    path = stopping.address(trainer).removeprefix(settings.SITE_URL)
    browser = Client(enforce_csrf_checks=True)
    assert "No regular letters any more?" in browser.get(path).content.decode()
    assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.active().exists()
    assert trainer.email not in told(publish())
    assert newcomer.email in told(publish())


def test_who_has_a_digest_finds_it_there_and_who_stopped_or_is_away_gets_none(
    publish: Publish, trainer: Person, newcomer: Person, reads_english: Person, space: Space
) -> None:
    choosing.choose(trainer, themes=[], languages=["en"], audiences=[], kinds=["reply"], rhythm="weekly")
    assert told(publish()) == {newcomer.email, reads_english.email}
    Pause.objects.create(address=newcomer.email or "", person=newcomer)
    assert told(publish()) == {reads_english.email}
    question = Question.objects.create(
        space=space, author=reads_english, title="Another?", language="en", text="x", shown_at=timezone.now()
    )
    Pause.objects.all().delete()
    following.follow(question, newcomer)
    following.stop(question, newcomer)
    assert told(publish(question)) == {reads_english.email}


def test_SP5_a_reply_for_members_only_is_quoted_in_no_letter(publish: Publish, trainer: Person) -> None:
    publish(visibility="members")
    letter = Letter.objects.get(person=trainer)
    assert "It works." not in letter.body
    assert "members of the space only" in letter.body


def test_corrections_without_end_do_not_reach_all_members(
    publish: Publish, trainer: Person, settings: Settings
) -> None:
    first = publish()
    DBTaskResult.objects.all().delete()
    for _edition in range(3):
        publish(first.question)
    assert DBTaskResult.objects.count() == replies.EDITIONS_A_DAY - 1


def test_a_superseded_edition_is_sent_to_nobody(publish: Publish, trainer: Person) -> None:
    first = publish()
    publish(first.question)
    Letter.objects.all().delete()
    assert replies.tell_members.func(first.pk) == 0


def test_the_page_says_that_replies_come_and_how_they_end(
    as_person: SignIn, trainer: Person, space: Space
) -> None:
    browser, page = as_person(trainer), reverse("digests:mine")
    assert "each consolidated reply" in browser.get(page).content.decode()
    browser.post(reverse("digests:end"))
    after = browser.get(page).content.decode()
    assert "each consolidated reply" not in after
    assert "You get no regular letters." in after
