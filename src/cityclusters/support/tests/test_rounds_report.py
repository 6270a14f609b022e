"""The report on a round counts what was wanted, as asked, in any format, served and waiting."""

import pytest
from django.test import Client

from cityclusters.people.models import Person
from cityclusters.support.models import Match, Round
from cityclusters.support.rounds import acts, publishing
from cityclusters.support.rounds.report import Tally, build, counted, run_of
from cityclusters.support.tests import making_rounds as making
from cityclusters.surveys.reporting.parts import Report


@pytest.fixture
def season(db: None) -> making.T04:
    return making.t04()


def _report(round_: Round, *, names: bool = True) -> Report:
    run = run_of(round_)
    assert run is not None
    return build(round_, counted(round_, run), names=names)


def _cells(report: Report, caption: str) -> dict[str, list[str]]:
    tables = [table for section in report.sections for table in section.tables if table.caption == caption]
    return {row.label: [cell.text for cell in row.cells] for table in tables for row in table.rows}


def test_MA2_T04_in_the_words_of_the_report(season: making.T04, officer: Person) -> None:
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    report = _report(round_)
    assert _cells(report, "By the country that was asked for") == {
        "China": ["25", "7 of 25 (28 %)", "19 of 25 (76 %)", "23 of 25 (92 %)", "2 of 25 (8 %)"]
    }
    figures = [number for number, _words in report.figures]
    assert [figure.replace("\u00a0", " ") for figure in figures] == [
        "35", "7 of 25 (28 %)", "19 of 25 (76 %)", "10 of 25 (40 %)", "23 of 25 (92 %)", "12"
    ]  # fmt: skip


def test_MA5_the_concentration_is_warned_of(season: making.T04, officer: Person) -> None:
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    assert _report(round_).warnings == ["25 of 35 needs (71 %) ask for a host in China: more than 40 %."]


def test_MA5_forty_percent_is_not_too_much(officer: Person) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Host", "CN"), subject), 9)
    for number in range(5):
        wishes = ["CN"] if number < 2 else [f"U{'ZKG'[number - 2]}"] if number < 3 else []
        making.need(making.city(f"City {number}", "UZ"), subject, wishes=wishes)
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    assert not any("%" in text for text in _report(round_).warnings)


def test_MA8_who_was_never_served_is_poor_or_small_and_ranked_last_is_named(officer: Person) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Host", "CN"), subject), 1)
    large = making.city("Large", "UZ", population=900_000)
    small = making.city("Small", "NP", population=20_000)
    for city in (large, small):
        making.need(city, subject, urgency="urgent" if city == large else "normal")
    first = making.round_of(officer)
    making.calculated(first, officer)
    words = " ".join(text for section in _report(first).sections for text in section.paragraphs)
    assert "1 need has no acceptable host" in words
    assert "never had a host before: Small, Nepal" in words
    assert "in a least developed country: Small, Nepal" in words
    assert "under 50,000 inhabitants: Small, Nepal" in words
    public = _report(first, names=False)
    assert "Small" not in " ".join(text for section in public.sections for text in section.paragraphs)


def test_MA8_a_city_that_was_served_before_is_no_newcomer(officer: Person, khiva_deputy: Person) -> None:
    subject = making.theme()
    offer = making.offer(making.city("Host", "CN"), subject)
    window = making.window(offer, 1)
    full = making.need(making.city("Old", "UZ"), subject)
    earlier = Round.objects.create(
        once="x", title="Earlier", state="closed", seed="1", next_on=making.NEXT_ON
    )
    Match.objects.create(
        round=earlier, need=full, window=window, score=0.5, state="agreed",
        need_accepted_at=earlier.opened_at, host_accepted_at=earlier.opened_at,
    )  # fmt: skip
    making.need(full.organisation, subject, title="Again")
    making.need(making.city("New", "UZ"), subject)
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    run = run_of(round_)
    assert run is not None
    assert counted(round_, run).first_time == Tally(wanted=1, served=counted(round_, run).first_time.served)


def test_a_small_base_has_no_percentage(officer: Person) -> None:
    subject = making.theme()
    making.window(making.offer(making.city("Host", "CN"), subject), 1)
    making.need(making.city("One", "UZ"), subject, wishes=["CN"])
    round_ = making.round_of(officer)
    making.calculated(round_, officer)
    assert _cells(_report(round_), "By the country that was asked for")["China"][1] == "1 of 1"


def test_the_report_is_for_everybody_once_published_without_a_city(
    season: making.T04, officer: Person, client: Client, as_person: making.SignIn
) -> None:
    round_ = making.round_of(officer)
    run = making.calculated(round_, officer)
    pages = [f"/rounds/{round_.public_id}/", f"/rounds/{round_.public_id}/report/"]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert "City 30" in as_person(officer).get(pages[1]).content.decode()
    publishing.publish(round_, officer, run)
    for page in pages:
        text = client.get(page).content.decode()
        assert "7 of 25 (28" in text
        assert "City " not in text
    for ending in ("docx", "xlsx"):
        assert client.get(f"/rounds/{round_.public_id}/report.{ending}").status_code == 200


def test_a_round_closed_without_publishing_stays_unseen(officer: Person, client: Client) -> None:
    round_ = making.round_of(officer)
    acts.close(round_, officer)
    acts.close(round_, officer)
    assert client.get(f"/rounds/{round_.public_id}/").status_code == 404
