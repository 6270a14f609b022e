"""The first look, the lists of what waits, acts for several at once, the spreadsheet, what my work says."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.judging import deciding, reviewing, worklist
from cityclusters.practices.judging import waiting as judging_waiting
from cityclusters.practices.models import Call, Practice, StateChange
from cityclusters.practices.models.choices import State
from cityclusters.practices.tests import judged
from cityclusters.spaces.models import Theme

Browser = Callable[[Person | None], Client]
CHECKS = {f"check_{key}": "on" for key in deciding.CHECKS}


def test_screened_goes_on_with_all_four_checks(
    practice: Practice, second_officer: Person, as_person: Browser
) -> None:
    judged.hand_in(practice)
    browser, page = as_person(second_officer), f"/practices/{practice.public_id}/screening/"
    assert "What is told under done." in browser.get(page).content.decode()
    answer = browser.post(page, {"outcome": "screened", "check_complete": "on"}).content.decode()
    assert "all four must be true" in answer
    browser.post(page, {"outcome": "screened", **CHECKS})
    practice.refresh_from_db()
    assert practice.state == State.SCREENED
    entry = Entry.objects.get(act="practice.screened")
    assert entry.details["checks"] == dict.fromkeys(deciding.CHECKS, True)


@pytest.mark.parametrize("outcome", ["changes", "rejected"])
def test_changes_and_rejection_have_reasons_that_the_author_reads(
    outcome: str, practice: Practice, second_officer: Person, as_person: Browser
) -> None:
    judged.hand_in(practice)
    browser, page = as_person(second_officer), f"/practices/{practice.public_id}/screening/"
    assert "Say why" in browser.post(page, {"outcome": outcome, "reasons": " "}).content.decode()
    for _click in range(2):
        browser.post(page, {"outcome": outcome, "reasons": "Which year was it?"})
    practice.refresh_from_db()
    assert practice.state == outcome
    change = StateChange.objects.get(after=outcome)
    letter = Letter.objects.get(key=f"practice:{practice.public_id}:{change.pk}")
    assert "Which year was it?" in letter.body


def test_only_those_who_judge_it_open_the_pages(
    practice: Practice, officer: Person, steward: Person, stranger: Person, khiva_deputy: Person,
    newcomer: Person, as_person: Browser,
) -> None:  # fmt: skip
    judged.hand_in(practice)
    for page in ("screening", "reviewers", "decision"):
        found = [
            as_person(person).get(f"/practices/{practice.public_id}/{page}/").status_code
            for person in (officer, steward, stranger, newcomer, khiva_deputy)
        ]
        assert found == [200, 404, 404, 404, 403]


def test_stewards_judge_what_comes_without_a_call_on_their_themes(
    steward: Person, khiva_deputy: Person, khiva: Place, themes: list[Theme], as_person: Browser
) -> None:
    mine, other = (judged.write(khiva_deputy, khiva, title=title) for title in ("Markets online", "Masks"))
    mine.themes.add(themes[1])
    other.themes.add(themes[0])
    for one in (mine, other):
        judged.hand_in(one)
    page = as_person(steward).get("/submissions/").content.decode()
    assert "Markets online" in page
    assert "Masks" not in page
    assert as_person(steward).get(f"/practices/{mine.public_id}/screening/").status_code == 200
    assert as_person(steward).get(f"/practices/{other.public_id}/screening/").status_code == 404
    assert as_person(khiva_deputy).get("/submissions/").status_code == 404


def test_the_list_says_where_reviews_are_missing(
    in_review: Practice, call: Call, second_officer: Person, bukhara_deputy: Person, khiva: Place,
    as_person: Browser,
) -> None:  # fmt: skip
    fresh = judged.hand_in(judged.write(bukhara_deputy, khiva, title="Fresh one", call=call))
    browser, page = as_person(second_officer), f"{call.get_absolute_url()}practices/"
    judged.done(in_review.reviews.all()[0])
    shown = browser.get(page).content.decode()
    assert "1 of 2 handed in" in shown

    def titles(**asked: str) -> set[str]:
        found = browser.get(page, asked).content.decode()
        return {title for title in ("Handwashing stations", "Fresh one") if title in found}

    assert titles(state="submitted") == {"Fresh one"}
    assert titles(reviews="missing") == {"Handwashing stations"}
    assert titles(reviews="complete") == set()
    assert titles(waits="14") == set()
    assert titles(q="fresh") == {"Fresh one"}
    assert titles(state="nonsense", waits="x", reviews="y") == {"Handwashing stations", "Fresh one"}
    deciding.screen(fresh, second_officer, State.REJECTED, "Another theme.")
    assert titles() == {"Handwashing stations"}
    assert titles(state="all") == {"Handwashing stations", "Fresh one"}


def test_several_are_screened_at_once_but_only_by_those_who_may(
    call: Call, second_officer: Person, bukhara_deputy: Person, khiva: Place, newcomer: Person,
    as_person: Browser,
) -> None:  # fmt: skip
    rows = [judged.hand_in(judged.write(bukhara_deputy, khiva, title=str(n), call=call)) for n in range(3)]
    keys = [row.public_id for row in rows]
    as_person(newcomer).post("/submissions/together/", {"practice": keys, "act": "screen", "sure": "yes"})
    browser = as_person(second_officer)
    browser.post("/submissions/together/", {"practice": keys[:2], "act": "screen"})
    assert Practice.objects.filter(state=State.SCREENED).count() == 0
    for _click in range(2):
        browser.post(
            "/submissions/together/", {"practice": [*keys[:2], "\x00", "x"], "act": "screen", "sure": "yes"}
        )
    assert Practice.objects.filter(state=State.SCREENED).count() == 2


def test_their_reviewers_are_reminded_once_a_day(
    in_review: Practice, second_officer: Person, as_person: Browser
) -> None:
    for _click in range(2):
        as_person(second_officer).post(
            "/submissions/together/", {"practice": in_review.public_id, "act": "remind"}
        )
    assert Letter.objects.filter(key__startswith="review_reminder:").count() == 2


@pytest.mark.parametrize("title", ['=HYPERLINK("http://evil.example")', "+1+1", "@SUM(A1)", "\t=1"])
def test_22_the_spreadsheet_has_scores_and_runs_nothing(
    title: str, in_review: Practice, call: Call, second_officer: Person, jordanian: Person, as_person: Browser
) -> None:
    Practice.objects.filter(pk=in_review.pk).update(title=title)
    for review in in_review.reviews.all():
        judged.done(review)
    browser, page = as_person(second_officer), f"{call.get_absolute_url()}practices"
    text = browser.get(f"{page}.csv?state=all").getvalue().decode("utf-8-sig")
    head, line = list(csv.reader(io.StringIO(text, newline="")))
    assert line[1] == f"'{title}"
    assert dict(zip(head, line, strict=True))["It is clear"] == "4"
    assert str(jordanian) not in text
    sheet = load_workbook(io.BytesIO(browser.get(f"{page}.xlsx?state=all").getvalue())).active
    assert sheet is not None
    assert sheet["B2"].data_type in {"s", "inlineStr"}


def test_my_work_names_what_waits_for_whom(
    practice: Practice, call: Call, second_officer: Person, jordanian: Person, peruvian: Person,
    reads_english: Person,
) -> None:  # fmt: skip
    def titles(person: Person) -> list[str]:
        return [item.title for item in judging_waiting.items(Person.objects.get(pk=person.pk))]

    assert titles(second_officer) == []
    judged.hand_in(practice)
    assert titles(second_officer) == ["1 practice waits for its screening"]
    deciding.screen(practice, second_officer, State.SCREENED)
    assert titles(second_officer) == ["1 practice needs reviewers"]
    first = reviewing.ask(practice, second_officer, [jordanian], reviewing.first_due())[0]
    assert titles(second_officer) == ["1 practice needs reviewers"]
    second = reviewing.ask(practice, second_officer, [peruvian], reviewing.first_due())[0]
    assert titles(second_officer) == []
    assert titles(jordanian) == ["Say whether you can review: Handwashing stations"]
    reviewing.accept(first)
    assert titles(jordanian) == ["Review: Handwashing stations"]
    judged.done(first)
    judged.done(second)
    assert titles(jordanian) == []
    assert titles(second_officer) == ["1 practice can be decided"]
    judged.dialogue.ask(practice, second_officer, "How many taps?")
    assert titles(practice.author) == ["Answer a question about “Handwashing stations”"]
    question = practice.messages.get()
    judged.dialogue.answer(question, practice.author, "Forty.")
    assert titles(practice.author) == []


def test_what_is_managed_agrees_with_the_rule(
    practice: Practice, officer: Person, steward: Person, khiva_deputy: Person, bukhara_deputy: Person,
    khiva: Place, khiva_city: Organisation, themes: list[Theme],
) -> None:  # fmt: skip
    """The list of many and the rule on one say the same of everybody."""
    free = judged.write(khiva_deputy, khiva, title="Free")
    free.themes.add(themes[1])
    plain = judged.write(bukhara_deputy, khiva, title="Plain")
    aide = judged.colleague("aide@khiva.example", khiva_city)
    judged.RoleGrant.objects.create(person=aide, role="officer")
    for one in (practice, free, plain):
        judged.hand_in(one)
    for person in (officer, steward, khiva_deputy, bukhara_deputy, aide):
        own = Person.objects.get(pk=person.pk)
        listed = set(worklist.managed_by(own))
        assert listed == {row for row in (practice, free, plain) if judged.rules.may_manage(own, row)}
