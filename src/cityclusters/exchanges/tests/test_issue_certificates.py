"""Certificates go to those who earned them, and to nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.certificate_file import certificate_file, meaning
from cityclusters.exchanges.certificates import earned, issue
from cityclusters.exchanges.models import (
    Assessment,
    Attendance,
    Certificate,
    Contributor,
    Exchange,
    Registration,
    Session,
)
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person

MINUTE = timedelta(minutes=1)


@pytest.fixture
def session(training: Exchange) -> Session:
    """A session of a hundred minutes that is over."""
    session = training.sessions.get()
    session.start -= timedelta(days=20)
    session.end = session.start + 100 * MINUTE
    session.save()
    return session


def present(session: Session, person: Person, minutes: int) -> Registration:
    """A seat, and so many minutes in the session."""
    exchange = session.exchange
    seat = exchange.register(person, by=exchange.owner, notify=False)
    if minutes:
        end = session.start + minutes * MINUTE
        Attendance.objects.create(
            session=session, registration=seat, joined=session.start, left=end, source="log"
        )
    return seat


@pytest.mark.parametrize(
    ("minutes", "passed", "kind"),
    [
        (100, True, "completion"),
        (75, True, "completion"),
        (74, True, "participation"),
        (100, None, "participation"),
        (100, False, "participation"),
        (50, None, "participation"),
        (49, True, ""),
        (0, True, ""),
    ],
)
def test_EX3_completion_needs_the_share_and_a_passed_assessment_participation_half(
    session: Session, training: Exchange, khiva_deputy: Person, minutes: int, passed: bool | None, kind: str
) -> None:
    seat = present(session, khiva_deputy, minutes)
    if passed is not None:
        Assessment.enter(seat, passed, training.owner)
    (one,) = earned(training)
    assert one.kind == kind
    assert one.reason, "why, or why not"
    issue(training, training.owner)
    assert list(Certificate.objects.values_list("kind", flat=True)) == [kind] * bool(kind)


def test_EX3_without_an_assessment_presence_is_enough_where_the_exchange_asks_for_none(
    session: Session, training: Exchange, khiva_deputy: Person
) -> None:
    training.needs_assessment, training.completion_share = False, 90
    training.save()
    present(session, khiva_deputy, 90)
    issue(training, training.owner)
    assert Certificate.objects.get().kind == "completion"


def test_EX3_the_text_names_the_kind_and_what_it_means(
    session: Session, training: Exchange, khiva_deputy: Person
) -> None:
    present(session, khiva_deputy, 60)
    issue(training, training.owner)
    text = meaning(Certificate.objects.get())
    assert "participation" in text
    assert "50 %" in text
    assert "does not state that an assessment was passed" in text


def test_issuing_twice_issues_once_and_writes_one_letter(
    session: Session, training: Exchange, khiva_deputy: Person, bukhara_deputy: Person
) -> None:
    present(session, khiva_deputy, 80)
    present(session, bukhara_deputy, 10)
    assert [issue(training, training.owner), issue(training, training.owner)] == [1, 0]
    certificate = Certificate.objects.get()
    assert certificate.language == "fr", "the person's own language"
    letter = Letter.objects.get(to="deputy@khiva.example")
    assert certificate.code in letter.body
    assert Entry.objects.filter(act="certificates.issued").count() == 1


def test_a_completion_earned_later_takes_the_place_of_participation(
    session: Session, training: Exchange, khiva_deputy: Person, officer: Person
) -> None:
    seat = present(session, khiva_deputy, 80)
    issue(training, officer)
    first = Certificate.objects.get()
    Assessment.enter(seat, True, officer)
    assert issue(training, officer) == 1
    first.refresh_from_db()
    assert first.state == "replaced"
    assert first.replaced_by is not None
    assert (first.replaced_by.kind, first.replaced_by.valid) == ("completion", True)
    Assessment.enter(seat, False, officer)
    assert issue(training, officer) == 0, "a higher one is revoked by hand, with a reason"


def test_nothing_is_issued_before_the_end(training: Exchange, khiva_deputy: Person) -> None:
    with pytest.raises(NotPossible, match="last session"):
        issue(training, training.owner)
    training.sessions.all().delete()
    with pytest.raises(NotPossible, match="no sessions"):
        issue(training, training.owner)


def test_appreciation_goes_once_to_each_confirmed_contributor(
    session: Session, training: Exchange, programme: Organisation, trainer: Person, newcomer: Person
) -> None:
    def contributor(role: str, person: Person | None, state: str = "confirmed") -> None:
        Contributor.objects.create(
            exchange=training, organisation=programme, person=person, post="Professor", role=role, state=state
        )

    contributor("trainer", trainer)
    contributor("moderator", trainer)
    contributor("speaker", newcomer, "asked")
    contributor("interpreter", None)
    assert issue(training, training.owner) == 1
    certificate = Certificate.objects.get()
    assert (certificate.kind, certificate.name) == ("appreciation", "Trainer")
    assert issue(training, training.owner) == 0
    reasons = [one.reason for one in earned(training) if not one.kind]
    assert len(reasons) == 2


@pytest.mark.parametrize(
    ("language", "name"), [("ar", "فاطمة الزهراء"), ("en", "王炳阳"), ("fr", "Қодирова Нодира")]
)
def test_the_file_is_an_accessible_pdf_in_the_persons_language(
    session: Session, training: Exchange, khiva_deputy: Person, language: str, name: str
) -> None:
    khiva_deputy.language, khiva_deputy.name = language, name
    khiva_deputy.save()
    training.title = make_texts("en", en="Transforming cities", ar="تحويل المدن")
    training.save()
    present(session, khiva_deputy, 80)
    issue(training, training.owner)
    document = certificate_file(Certificate.objects.get())
    assert document.pdf.startswith(b"%PDF-")
    assert document.accessible
    assert not document.unshown


def test_a_name_that_no_font_shows_still_gives_a_file_that_says_so(
    session: Session, training: Exchange, khiva_deputy: Person
) -> None:
    khiva_deputy.name = "Name 𓀀"
    khiva_deputy.save()
    present(session, khiva_deputy, 80)
    issue(training, training.owner)
    document = certificate_file(Certificate.objects.get())
    assert document.pdf.startswith(b"%PDF-")
    assert "𓀀" in document.unshown


def test_the_page_previews_issues_in_the_background_and_lists(
    session: Session,
    training: Exchange,
    khiva_deputy: Person,
    bukhara_deputy: Person,
    officer: Person,
    as_person: Callable[[Person], Client],
    stranger: Person,
) -> None:
    present(session, khiva_deputy, 80)
    present(session, bukhara_deputy, 20)
    browser = as_person(officer)
    address = reverse("exchanges:certificates", args=[training.public_id])
    page = browser.get(address, {"show": "all"}).text
    assert "Present for 20 % of the minutes; participation needs 50 %." in page
    sent = browser.post(reverse("exchanges:certificates-issue", args=[training.public_id]))
    assert sent["Location"].endswith("?issuing=1")
    assert 'data-reload="2"' in browser.get(sent["Location"]).text
    issue(training, officer)
    assert 'data-reload="2"' not in browser.get(sent["Location"]).text
    assert browser.get(reverse("exchanges:certificates-file", args=[training.public_id])).status_code == 200
    assert as_person(khiva_deputy).get(address).status_code == 403, "she takes part, but does not manage it"
    assert as_person(stranger).get(address).status_code == 404, "as if it were not there"


def test_many_people_take_the_same_number_of_queries(
    session: Session, training: Exchange, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(15):
        present(session, Person.objects.create_user(email=f"p{number}@x.example", name=f"P {number}"), 60)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        assert len(earned(training)) == 15
