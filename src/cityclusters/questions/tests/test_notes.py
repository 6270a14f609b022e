"""A note that stands with "ours too" is reported, hidden and appealed about like an answer (rule SP2)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.questions import gathering, moderation, own_data, rules
from cityclusters.questions.models import Decision, OursToo, Question, Report
from cityclusters.questions.standing import usual
from cityclusters.questions.waiting import Desk

SignIn = Callable[[Person | None], Client]


@pytest.fixture
def note(question: Question, bukhara_deputy: Person) -> OursToo:
    """Bukhara has the question too, and says something about it."""
    return gathering.join(bukhara_deputy, question, usual(bukhara_deputy), note="Call Nargiza", meet=True)


def _address(page: str, note: OursToo) -> str:
    return reverse(f"questions:post-{page}", args=["note", note.public_id])


def test_SP2_a_note_is_reported_and_hidden_with_a_reasoned_stub_and_an_appeal(
    question: Question, note: OursToo, trainer: Person, steward: Person, second_steward: Person,
    bukhara_deputy: Person, as_person: SignIn,
) -> None:  # fmt: skip
    assert _address("report", note) in as_person(trainer).get(question.get_absolute_url()).content.decode()
    assert as_person(trainer).post(_address("report", note), {"reason": "private"}).status_code == 302
    assert _address("measure", note) in as_person(steward).get(reverse("questions:desk")).content.decode()
    typed = {"measure": "hidden", "reason": "Names a private person"}
    assert as_person(steward).post(_address("measure", note), typed).status_code == 302
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert "Call Nargiza" not in page
    assert "Names a private person" in page
    assert "Municipality of Bukhara" in page, "the city goes on counting"
    decision = Decision.objects.get()
    letter = Letter.objects.get(person=bukhara_deputy, key__startswith="decided:")
    assert "Your note" in letter.subject
    assert Letter.objects.filter(person=trainer, key__startswith="report:").count() == 1
    author = as_person(bukhara_deputy)
    assert "Call Nargiza" in author.get(question.get_absolute_url()).content.decode()
    assert author.post(decision.get_absolute_url(), {"words": "It is me."}).status_code == 302
    assert list(Desk(second_steward).appeals()) == [decision]
    judged = {"outcome": "lifted", "reason": "It is her own name."}
    assert as_person(steward).post(decision.get_absolute_url(), judged).status_code == 403
    assert as_person(second_steward).post(decision.get_absolute_url(), judged).status_code == 302
    assert "Call Nargiza" in as_person(None).get(question.get_absolute_url()).content.decode()
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"note.reported", "note.hidden", "note.appealed", "note.appeal_lifted"} <= acts


def test_SP3_nobody_decides_on_a_note_of_their_own_organisation(
    note: OursToo, second_steward: Person, bukhara_city: Organisation, trainer: Person, as_person: SignIn
) -> None:
    moderation.report(note, trainer, "spam")
    assert Desk(second_steward).reports().count() == 1
    Mandate.objects.create(
        person=second_steward, organisation=bukhara_city, post="Adviser", state="confirmed",
        start=date(2020, 1, 1),
    )  # fmt: skip
    assert Desk(second_steward).reports().count() == 0
    assert not rules.may_decide(second_steward, note)
    assert as_person(second_steward).get(_address("measure", note)).status_code == 404
    with pytest.raises(NotPossible):
        moderation.take_away(note, second_steward, "removed", "I say so")


def test_a_hidden_note_is_out_of_reach_everywhere(
    question: Question, note: OursToo, steward: Person, stranger: Person, as_person: SignIn
) -> None:
    gathering.join(stranger, question, usual(stranger), meet=True)
    moderation.take_away(note, steward, "removed", "A private number")
    for page in (question.get_absolute_url(), reverse("questions:meeting", args=[question.public_id])):
        assert "Call Nargiza" not in as_person(stranger).get(page).content.decode()
    assert as_person(stranger).get(_address("report", note)).status_code == 404
    assert as_person(None).get(_address("measure", note)).status_code == 302


def test_other_words_in_place_of_a_hidden_note_are_refused(
    question: Question, note: OursToo, steward: Person, bukhara_deputy: Person
) -> None:
    moderation.take_away(note, steward, "hidden", "A private number")
    with pytest.raises(NotPossible):
        gathering.join(bukhara_deputy, question, usual(bukhara_deputy), note="Call Nargiza again")
    gathering.join(bukhara_deputy, question, usual(bukhara_deputy), note="Call Nargiza", meet=False)
    note.refresh_from_db()
    assert (note.state, note.meet) == ("hidden", False)


def test_taking_it_back_ends_reports_with_a_word_to_who_wrote_them(
    question: Question, note: OursToo, trainer: Person, bukhara_deputy: Person
) -> None:
    moderation.report(note, trainer, "spam")
    assert gathering.leave(bukhara_deputy, question)
    assert not Report.objects.exists()
    assert "Taken back by its author." in Letter.objects.get(person=trainer, key__startswith="report:").body


def test_what_is_no_note_of_others_is_not_reported(
    question: Question, stranger: Person, bukhara_deputy: Person, note: OursToo, as_person: SignIn
) -> None:
    bare = gathering.join(stranger, question, usual(stranger))
    assert as_person(bukhara_deputy).get(_address("report", bare)).status_code == 404
    with pytest.raises(NotPossible):
        moderation.report(bare, bukhara_deputy, "spam")
    with pytest.raises(NotPossible):
        moderation.report(note, bukhara_deputy, "spam")
    for page in ("edit", "history", "sort"):
        assert as_person(bukhara_deputy).get(_address(page, note)).status_code == 404


def test_a_decision_about_her_note_is_in_her_copy(
    note: OursToo, steward: Person, bukhara_deputy: Person
) -> None:
    moderation.take_away(note, steward, "hidden", "A private number")
    assert own_data.collect(bukhara_deputy)["decisions_about_own_posts"][0]["reason"] == "A private number"


def test_after_pressing_it_counts_is_not_offered_again_and_can_be_taken_back(
    question: Question, bukhara_deputy: Person, as_person: SignIn
) -> None:
    browser = as_person(bukhara_deputy)
    address = reverse("questions:ours-too", args=[question.public_id])
    assert f'class="button quiet" href="{address}"' in _page(browser, question)
    mandate = bukhara_deputy.mandates.get()
    browser.post(address, {"mandate": mandate.pk})
    page = _page(browser, question)
    assert f'class="button quiet" href="{address}"' not in page
    assert "You have said that this is your question too." in page
    back = reverse("questions:not-ours", args=[question.public_id])
    assert f'action="{back}"' in page
    browser.post(back)
    assert f'class="button quiet" href="{address}"' in _page(browser, question)


def _page(browser: Client, question: Question) -> str:
    return browser.get(question.get_absolute_url()).content.decode()
