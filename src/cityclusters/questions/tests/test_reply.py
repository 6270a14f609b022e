"""The consolidated reply: beside the answers, with credits, published once, corrected by editions."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person
from cityclusters.questions import direct, gathering, outline, replying
from cityclusters.questions.models import Answer, Asked, ConsolidatedReply, Credit, Question
from cityclusters.questions.standing import usual
from cityclusters.questions.tests.conftest import Answers
from cityclusters.questions.who_knows import Suggestion

SignIn = Callable[[Person | None], Client]


@pytest.fixture
def answered(question: Question, bukhara_deputy: Person, answer: Answers) -> Answer:
    """Bukhara's answer in two paragraphs."""
    return answer(bukhara_deputy, question, "We made a catalogue.\n\nIt cost 300 dollars.")


@pytest.fixture
def draft(answered: Answer, steward: Person) -> ConsolidatedReply:
    """A draft that has been begun."""
    return replying.begin(answered.question, steward)


def _address(question: Question, page: str = "reply-write") -> str:
    return reverse(f"questions:{page}", args=[question.public_id])


def _typed(draft: ConsolidatedReply, answered: Answer, **more: object) -> dict[str, object]:
    keys = [section["key"] for section in draft.outline]
    return {
        "title": "How weavers sell online",
        "language": "en",
        "introduction": "A shared catalogue works.",
        "revision": str(draft.revision),
        "section": keys,
        f"title_{keys[0]}": "What cities do",
        f"in_{answered.public_id}": keys[0],
        "act": "save",
        **more,
    }


def _published(draft: ConsolidatedReply, steward: Person, **more: str) -> ConsolidatedReply:
    written = replying.Written(
        draft.title,
        "en",
        more.get("introduction", "It works."),
        outline.read(draft.outline),
        more.get("note", ""),
    )
    saved = replying.save(draft, steward, written, draft.revision)
    return replying.publish(saved, steward)


def test_an_excerpt_goes_into_its_section_with_its_source_without_a_script(
    draft: ConsolidatedReply, answered: Answer, steward: Person, as_person: SignIn
) -> None:
    browser = as_person(steward)
    page = browser.get(_address(answered.question)).content.decode()
    assert "It cost 300 dollars." in page
    assert f'value="{answered.public_id}:1"' in page
    typed = _typed(draft, answered, act="quote", quote=[f"{answered.public_id}:1", "zzzzzzzzzz:0"])
    assert browser.post(_address(answered.question), typed).status_code == 302
    draft.refresh_from_db()
    first = draft.outline[0]
    assert first["answers"] == [answered.public_id]
    assert "> It cost 300 dollars." in first["text"]
    assert "— Deputy mayor, Municipality of Bukhara, Bukhara" in first["text"]
    assert "We made a catalogue." not in first["text"]


def test_sections_are_added_moved_and_removed(
    draft: ConsolidatedReply, answered: Answer, steward: Person, as_person: SignIn
) -> None:
    browser, keys = as_person(steward), [section["key"] for section in draft.outline]
    browser.post(_address(answered.question), _typed(draft, answered, act=f"down:{keys[0]}"))
    draft.refresh_from_db()
    assert [section["key"] for section in draft.outline] == [keys[1], keys[0], keys[2]]
    browser.post(_address(answered.question), _typed(draft, answered, act="add"))
    draft.refresh_from_db()
    assert len(draft.outline) == 4
    browser.post(_address(answered.question), _typed(draft, answered, act=f"drop:{keys[2]}"))
    draft.refresh_from_db()
    assert keys[2] not in [section["key"] for section in draft.outline]


def test_two_stewards_do_not_overwrite_each_other_and_lose_nothing(
    draft: ConsolidatedReply, answered: Answer, steward: Person, second_steward: Person, as_person: SignIn
) -> None:
    browser = as_person(steward)
    browser.post(_address(answered.question), _typed(draft, answered, introduction="Hers"))
    other = as_person(second_steward)
    page = other.post(
        _address(answered.question), _typed(draft, answered, introduction="The other's")
    ).content
    assert "Somebody else saved this reply" in page.decode()
    assert "The other&#x27;s" in page.decode()
    draft.refresh_from_db()
    assert draft.introduction == "Hers"
    other.post(_address(answered.question), _typed(draft, answered, introduction="The other's"))
    draft.refresh_from_db()
    assert draft.introduction == "The other's"


def test_what_is_typed_and_not_saved_comes_back(
    draft: ConsolidatedReply, answered: Answer, steward: Person, as_person: SignIn
) -> None:
    browser, key = as_person(steward), draft.outline[0]["key"]
    typed = _typed(draft, answered, **{f"text_{key}": "Half a sentence"})
    browser.post(reverse("journal:draft", args=[f"reply-{draft.public_id}"]), typed)
    assert "Half a sentence" in browser.get(_address(answered.question)).content.decode()
    browser.post(_address(answered.question), typed)
    draft.refresh_from_db()
    assert "Half a sentence" in draft.text


def test_publishing_credits_everybody_as_of_the_answer_and_writes_to_all(
    draft: ConsolidatedReply, answered: Answer, steward: Person, bukhara_deputy: Person, stranger: Person,
    reads_english: Person, as_person: SignIn,
) -> None:  # fmt: skip
    question = answered.question
    gathering.join(stranger, question, usual(stranger))
    post = bukhara_deputy.mandates.get()
    post.post = "Mayor since"
    post.save()
    browser = as_person(steward)
    browser.post(_address(question), _typed(draft, answered, act="preview"))
    assert "Publish and send" in browser.get(_address(question, "reply-preview")).content.decode()
    assert as_person(None).get(_address(question, "reply")).status_code == 404
    assert browser.post(_address(question, "reply-publish")).status_code == 302
    credits = {row.kind: row for row in Credit.objects.all()}
    assert credits["answered"].post == "Deputy mayor"
    assert credits["answered"].organisation == post.organisation
    assert set(credits) == {"asked", "answered", "ours_too", "wrote"}
    told = set(Letter.objects.filter(key__startswith="reply:").values_list("person__email", flat=True))
    assert told == {reads_english.email, bukhara_deputy.email, stranger.email}
    page = as_person(None).get(_address(question, "reply")).content.decode()
    assert "A shared catalogue works." in page
    assert "Municipality of Bukhara" in page
    library = as_person(None).get(reverse("questions:replies")).content.decode()
    assert "How weavers sell online" in library
    question.refresh_from_db()
    assert question.replied_at is not None


def test_pressing_publish_twice_publishes_once(
    draft: ConsolidatedReply, answered: Answer, steward: Person, as_person: SignIn
) -> None:
    browser = as_person(steward)
    browser.post(_address(answered.question), _typed(draft, answered))
    for _time in range(2):
        assert browser.post(_address(answered.question, "reply-publish")).status_code == 302
    assert Entry.objects.filter(act="reply.published").count() == 1
    assert Credit.objects.filter(kind="answered").count() == 1


def test_nothing_is_published_empty(draft: ConsolidatedReply, steward: Person) -> None:
    with pytest.raises(NotPossible):
        replying.publish(draft, steward)


def test_a_correction_is_an_edition_with_a_note_and_the_earlier_one_stays(
    draft: ConsolidatedReply, answered: Answer, steward: Person, as_person: SignIn
) -> None:
    question = answered.question
    first = _published(draft, steward, introduction="Costs 30 dollars.")
    with pytest.raises(NotPossible):
        replying.save(first, steward, replying.Written("x", "en", "y", []), first.revision)
    second = replying.begin(question, steward)
    with pytest.raises(NotPossible):
        _published(second, steward, introduction="Costs 300 dollars.")
    second.refresh_from_db()
    _published(second, steward, introduction="Costs 300 dollars.", note="The price")
    page = as_person(None).get(_address(question, "reply")).content.decode()
    assert "Costs 300 dollars." in page
    assert "The price" in page
    earlier = as_person(None).get(_address(question, "reply") + "?edition=1").content.decode()
    assert "Costs 30 dollars." in earlier
    assert "This is an earlier edition." in earlier
    assert ConsolidatedReply.objects.published().get().number == 2


def test_only_those_who_keep_the_space_write(
    draft: ConsolidatedReply, answered: Answer, reads_english: Person, officer: Person, as_person: SignIn
) -> None:
    for page in ("reply-write", "reply-preview"):
        assert as_person(reads_english).get(_address(answered.question, page)).status_code == 404
        assert as_person(officer).get(_address(answered.question, page)).status_code == 200
    with pytest.raises(NotPossible):
        replying.publish(draft, reads_english)


def test_the_day_of_the_reply_is_moved_with_a_reason_that_everybody_reads(
    question: Question, steward: Person, as_person: SignIn
) -> None:
    browser, address = as_person(steward), _address(question, "due")
    assert browser.post(address, {"day": "2001-01-01", "reason": "x"}).status_code == 200
    assert browser.post(address, {"day": "2031-01-15", "reason": ""}).status_code == 200
    assert (
        browser.post(address, {"day": "2031-01-15", "reason": "Two cities answer in May"}).status_code == 302
    )
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert "15 January 2031" in page
    assert "Two cities answer in May" in page


def test_a_practice_begins_with_the_reply(
    draft: ConsolidatedReply, steward: Person, reads_english: Person, as_person: SignIn
) -> None:
    reply = _published(draft, steward, introduction="A catalogue works.")
    page = as_person(reads_english).get(_address(reply.question, "reply")).content.decode()
    address = f"{reverse('practices:new')}?from=question%3A{reply.question.public_id}"
    assert address in page
    assert "A catalogue works." in as_person(reads_english).get(address).content.decode()


def test_the_letter_names_who_contributed_and_goes_to_those_who_were_asked(
    draft: ConsolidatedReply, steward: Person, stranger: Person, newcomer: Person
) -> None:
    direct.ask(draft.question, steward, [Suggestion(person, None, "") for person in (stranger, newcomer)])
    direct.not_me(Asked.objects.get(person=newcomer))
    _published(draft, steward)
    letter = Letter.objects.get(person=stranger, key__startswith="reply:")
    assert "Municipality of Bukhara" in letter.body
    assert not Letter.objects.filter(person=newcomer, key__startswith="reply:").exists()
