"""From the draft to the end of an agreement: both sides clear and sign the same text with a mandate (PE1)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.models import Country
from cityclusters.support.matches import acts, agreements, jobs
from cityclusters.support.models import Agreement, Match, Window
from cityclusters.support.models.choices import MatchState, NeedState
from cityclusters.support.tests.making_matches import (
    accepted,
    choices_of,
    cleared,
    need_of,
    round_by,
    signed,
    window_of,
)

pytestmark = pytest.mark.django_db
Browser = Callable[[Person | None], Client]


@pytest.fixture
def match(
    khiva_city: Organisation,
    amman_city: Organisation,
    officer: Person,
    khiva_deputy: Person,
    stranger: Person,
) -> Match:
    made = choices_of(round_by(officer), need_of(khiva_city), [window_of(amman_city)])[0]
    return accepted(made, khiva_deputy, stranger)


def _text(made: Agreement, **changes: object) -> dict[str, object]:
    return {name: getattr(made, name) for name in agreements.TEXT} | changes


def _state(made: Agreement) -> str:
    return Agreement.objects.get(pk=made.pk).state


def test_the_draft_holds_what_was_asked_and_offered(
    match: Match, khiva_deputy: Person, stranger: Person
) -> None:
    made = agreements.begin(match, khiva_deputy)
    assert agreements.begin(match, stranger) == made
    assert "Our market closes at six." in made.scope
    assert "We show how we light" in made.scope
    assert (made.language, made.starts, made.ends) == ("en", match.window.starts, match.window.ends)
    assert made.need == match.need
    assert made.offer == match.window.offer
    match.refresh_from_db()
    assert match.state == MatchState.IN_CONTACT
    assert Letter.objects.get(key__contains=":drafted:").person == stranger


def test_the_draft_is_in_a_language_that_both_share(
    khiva_city: Organisation,
    amman_city: Organisation,
    officer: Person,
    khiva_deputy: Person,
    stranger: Person,
) -> None:
    need = need_of(khiva_city, language="ru", languages=["ru", "fr"])
    row = choices_of(round_by(officer), need, [window_of(amman_city, languages=["ar", "fr"])])[0]
    accepted(row, khiva_deputy, stranger)
    assert agreements.begin(row, khiva_deputy).language == "fr"


def test_no_draft_before_both_accepted(
    khiva_city: Organisation, amman_city: Organisation, officer: Person, khiva_deputy: Person
) -> None:
    row = choices_of(round_by(officer), need_of(khiva_city), [window_of(amman_city)])[0]
    with pytest.raises(NotPossible):
        agreements.begin(row, khiva_deputy)


def test_a_change_asks_both_sides_again(match: Match, khiva_deputy: Person, stranger: Person) -> None:
    made = agreements.begin(match, khiva_deputy)
    agreements.clear(made, khiva_deputy, 1)
    agreements.change(made, stranger, 1, **_text(made, title="Light for two markets"))
    made.refresh_from_db()
    assert (made.state, made.text_number, made.title) == ("drafting", 2, "Light for two markets")
    assert agreements.standing(made)["clear"] == {}
    with pytest.raises(NotPossible, match="changed in the meantime"):
        agreements.clear(made, khiva_deputy, 1)  # the text that she had read
    with pytest.raises(NotPossible, match="changed in the meantime"):
        agreements.change(made, khiva_deputy, 1, **_text(made, title="Another one"))
    assert Letter.objects.get(key__contains=":changed:2").person == khiva_deputy
    assert Entry.objects.about(made).filter(act="agreement.changed").count() == 1


def test_PE1_only_focal_points_of_the_sides_clear_and_sign(
    match: Match, khiva_deputy: Person, stranger: Person, officer: Person, bukhara_deputy: Person
) -> None:
    made = cleared(match, khiva_deputy, stranger)
    for person in (officer, bukhara_deputy):
        for act in (agreements.clear, agreements.sign):
            with pytest.raises(NotPossible):
                act(made, person, made.text_number)
    Mandate.objects.filter(person=khiva_deputy).update(end=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotPossible):
        agreements.sign(made, Person.objects.get(pk=khiva_deputy.pk), made.text_number)
    assert not made.assents.filter(step="sign").exists()


def test_PE1_both_sign_with_their_mandates(match: Match, khiva_deputy: Person, stranger: Person) -> None:
    made = cleared(match, khiva_deputy, stranger)
    agreements.sign(made, khiva_deputy, made.text_number)
    agreements.sign(made, khiva_deputy, made.text_number)
    made.refresh_from_db()
    assert (made.state, made.signed_on) == ("clearance", None)
    agreements.sign(made, stranger, made.text_number)
    made.refresh_from_db()
    match.refresh_from_db()
    assert (made.state, made.signed_on) == ("signed", timezone.localdate())
    assert match.state == MatchState.AGREED
    given = {row.side: row.mandate.person for row in made.assents.filter(step="sign")}
    assert given == {"need": khiva_deputy, "host": stranger}
    with pytest.raises(NotPossible):
        agreements.change(made, khiva_deputy, made.text_number, **_text(made, title="Too late"))
    with pytest.raises(NotPossible):
        acts.decline(match, stranger, "cost")


def test_nobody_signs_before_both_have_cleared(match: Match, khiva_deputy: Person, stranger: Person) -> None:
    made = agreements.begin(match, khiva_deputy)
    agreements.clear(made, khiva_deputy, 1)
    with pytest.raises(NotPossible):
        agreements.sign(made, khiva_deputy, 1)


def test_what_is_missing_is_named(match: Match, khiva_deputy: Person) -> None:
    made = agreements.begin(match, khiva_deputy)
    row = agreements.change(made, khiva_deputy, 1, **_text(made, scope="", ends=None))
    with pytest.raises(NotPossible, match="what is agreed; the last day"):
        agreements.clear(made, khiva_deputy, row.text_number)


def test_it_follows_the_days(match: Match, khiva_deputy: Person, stranger: Person) -> None:
    made = signed(match, khiva_deputy, stranger)
    assert made.starts is not None
    assert made.ends is not None
    agreements.follow_the_days(made.pk, made.starts - timedelta(days=1))
    assert _state(made) == "signed"
    agreements.follow_the_days(made.pk, made.starts)
    assert _state(made) == "in_force"
    match.need.refresh_from_db()
    assert match.need.state == NeedState.RUNNING
    agreements.follow_the_days(made.pk, made.ends - timedelta(days=60))
    agreements.follow_the_days(made.pk, made.ends - timedelta(days=59))
    assert Letter.objects.filter(key__contains=":near-end:").count() == 2
    agreements.follow_the_days(made.pk, made.ends + timedelta(days=1))
    assert _state(made) == "ended"
    match.need.refresh_from_db()
    assert match.need.state == NeedState.MET


def test_the_worker_follows_the_days(match: Match, khiva_deputy: Person, stranger: Person) -> None:
    made = signed(match, khiva_deputy, stranger)
    today = timezone.localdate()
    Agreement.objects.filter(pk=made.pk).update(starts=today, ends=today + timedelta(days=10))
    jobs.follow_agreements()
    jobs.follow_agreements()
    made.refresh_from_db()
    assert (made.state, made.end_told_on) == ("in_force", today)


@pytest.mark.parametrize(("given", "held", "state"), [(True, 1, "met"), (False, 0, "open")])
def test_ending_it_early(
    match: Match, khiva_deputy: Person, stranger: Person, given: bool, held: int, state: str
) -> None:
    made = signed(match, khiva_deputy, stranger)
    with pytest.raises(NotPossible):
        agreements.end(made, stranger, "  ")
    agreements.end(made, stranger, "The market burnt down.", given)
    agreements.end(made, stranger, "Twice is once.", not given)
    made.refresh_from_db()
    match.need.refresh_from_db()
    assert (made.state, made.end_reason, made.carried_out) == ("ended", "The market burnt down.", given)
    assert Window.objects.get(pk=match.window_id).held == held
    assert match.need.state == state
    assert "burnt down" in Letter.objects.get(key__contains=":ended:").body


def test_declining_the_match_ends_the_draft(match: Match, khiva_deputy: Person, stranger: Person) -> None:
    made = agreements.begin(match, khiva_deputy)
    acts.decline(match, stranger, "cost")
    assert _state(made) == "ended"
    assert not Agreement.objects.public().exists()


def test_the_kind_is_proposed_from_the_countries(
    match: Match, khiva_deputy: Person, officer: Person, programme: Organisation
) -> None:
    made = agreements.begin(match, khiva_deputy)
    assert made.type == Agreement.Type.SOUTH_SOUTH
    with pytest.raises(NotPossible):
        agreements.confirm_type(made, officer, "triangular")
    row = agreements.change(made, khiva_deputy, 1, **_text(made, supporter=programme, support="Two experts"))
    assert row.type == Agreement.Type.TRIANGULAR
    agreements.confirm_type(made, officer, "triangular")
    with pytest.raises(NotPossible):
        agreements.confirm_type(made, khiva_deputy, "other")
    made.refresh_from_db()
    assert made.type_confirmed_by == officer


def test_one_country_is_domestic(
    khiva_city: Organisation, bukhara_city: Organisation, officer: Person, khiva_deputy: Person,
    bukhara_deputy: Person,
) -> None:  # fmt: skip
    row = choices_of(round_by(officer), need_of(khiva_city), [window_of(bukhara_city)])[0]
    accepted(row, khiva_deputy, bukhara_deputy)
    assert Country.objects.filter(code="UZ").exists()
    assert agreements.begin(row, khiva_deputy).type == Agreement.Type.DOMESTIC


def test_the_text_is_public_only_where_both_sides_say_so(
    match: Match, khiva_deputy: Person, stranger: Person, as_person: Browser
) -> None:
    made = agreements.begin(match, khiva_deputy)
    visitor = as_person(None)
    assert visitor.get(made.get_absolute_url()).status_code == 404
    signed(match, khiva_deputy, stranger)
    page = visitor.get(made.get_absolute_url()).content.decode()
    assert "Municipality of Khiva" in page
    assert "Our market closes at six." not in page
    agreements.show(made, khiva_deputy, True)
    assert "Our market closes at six." not in visitor.get(made.get_absolute_url()).content.decode()
    agreements.show(made, stranger, True)
    assert "Our market closes at six." in visitor.get(made.get_absolute_url()).content.decode()
    assert "Municipality of Khiva" in visitor.get("/agreements/").content.decode()
    agreements.show(made, stranger, False)
    assert "Our market closes at six." not in visitor.get(made.get_absolute_url()).content.decode()


def test_the_signed_paper_is_for_both_sides_and_officers(
    match: Match, khiva_deputy: Person, stranger: Person, officer: Person, bukhara_deputy: Person,
    as_person: Browser,
) -> None:  # fmt: skip
    made = cleared(match, khiva_deputy, stranger)
    url = f"{made.get_absolute_url()}signature/"
    form = as_person(stranger).get(url).context["form"]
    assert "A PDF is kept as it is" in str(form["paper"].help_text)
    bad = SimpleUploadedFile("paper.pdf", b"<html>", "application/pdf")
    answer = as_person(khiva_deputy).post(url, {"text_number": 1, "paper": bad, "side": "need"})
    assert answer.status_code == 200
    assert not made.assents.filter(step="sign").exists()
    paper = SimpleUploadedFile("../../paper.exe", b"%PDF-1.4 signed", "application/pdf")
    data = {"text_number": 1, "paper": paper, "paper_on": "2026-01-05", "side": "need"}
    assert as_person(khiva_deputy).post(url, data).status_code == 302
    as_person(stranger).post(url, {"text_number": 1})
    made.refresh_from_db()
    assert made.signed_on is not None
    assert made.signed_on.isoformat() == "2026-01-05"
    assert made.document.name.startswith("agreements/")
    assert made.document.name.endswith(".pdf")
    file = f"{made.get_absolute_url()}paper/"
    for person in (khiva_deputy, stranger, officer):
        found = as_person(person).get(file)
        assert found.status_code == 200
        assert "no-store" in found["Cache-Control"]
        assert found["Content-Disposition"].startswith("attachment")
    assert as_person(bukhara_deputy).get(file).status_code == 404
    assert as_person(None).get(file).status_code == 302
