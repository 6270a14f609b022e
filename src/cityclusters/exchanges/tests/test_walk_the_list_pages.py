"""The pages of a list of delegates, in a browser without JavaScript."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cityclusters.exchanges.models import DelegateList, Exchange
from cityclusters.exchanges.models.delegates import STUCK_AFTER
from cityclusters.exchanges.tests.uploads import checked, csv, run, xlsx
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

AsPerson = Callable[[Person], Client]
TEXT = "Name,City,Country,E-mail\nA B,Khiva,UZ,a@x.example\nC D,Yichun,CN,\nE F,Khiva,UZ,oops\n"


def url(name: str, training: Exchange, *more: object) -> str:
    return reverse(f"exchanges:{name}", args=[training.public_id, *more])


def test_from_the_empty_page_to_a_written_list(
    training: Exchange,
    officer: Person,
    khiva_city: Organisation,
    yichuns: list[Place],
    as_person: AsPerson,
) -> None:
    browser = as_person(officer)
    assert "No list has been uploaded yet." in browser.get(url("delegates", training)).text
    sent = browser.post(
        url("delegates", training),
        {"file": csv(TEXT), "kind": "local_authority", "language": "uz", "country": ""},
    )
    delegates = DelegateList.objects.get()
    assert sent["Location"] == delegates.get_absolute_url()
    busy = browser.get(sent["Location"]).text
    assert 'data-reload="2"' in busy
    run(delegates)
    page = browser.get(sent["Location"]).text
    assert "Heilongjiang" in page
    assert "This is not an e-mail address." in page
    assert "1 person will be registered." in page
    assert "2 lines are left out." in page
    key = next(iter(delegates.rows.get(line=3).problems))["key"]
    browser.post(
        url("delegates-decisions", training, delegates.public_id),
        {key: yichuns[1].public_id, "line|9|x": "evil"},
    )
    run(delegates)
    assert delegates.decisions == {key: yichuns[1].public_id}, "answers that nobody asked are ignored"
    browser.post(url("delegates-confirmation", training, delegates.public_id), {"invite": "on"})
    run(delegates)
    assert "2 people were written." in browser.get(sent["Location"]).text
    assert training.registrations.count() == 2


def test_the_lines_to_correct_are_taken_away_corrected_and_uploaded_again(
    training: Exchange, officer: Person, khiva_city: Organisation, as_person: AsPerson
) -> None:
    text = "Ф.И.О.;Город;Email\nКаримов Алишер;Khiva;a@x.example\n=HYPERLINK(1);Khiva;b@x.example\n"
    delegates = checked(training, officer, csv(text))
    answer = as_person(officer).get(url("delegates-bad", training, delegates.public_id))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    header, line = (list(row) for row in book.worksheets[0].iter_rows(values_only=True))
    assert line[header.index("What is wrong")] == "The cell holds a formula."
    line[header.index("Name")] = "Юлдашева Нигора"
    again = checked(training, officer, xlsx(header, line))
    assert [row.plan for row in again.rows.all()] == ["create"]
    assert len(list(book.worksheets)) == 2, "and each bad cell with what to do"


def test_columns_are_assigned_by_hand_with_the_first_lines_in_sight(
    training: Exchange, officer: Person, khiva_city: Organisation, as_person: AsPerson
) -> None:
    browser = as_person(officer)
    delegates = checked(training, officer, csv("Aa;Bb\nPerson A;Khiva\n"))
    page = browser.get(delegates.get_absolute_url(), follow=True)
    assert page.redirect_chain[-1][0] == url("delegates-columns", training, delegates.public_id)
    assert "Person A" in page.text
    refused = browser.post(page.redirect_chain[-1][0], {"0": "name", "1": "name"})
    assert refused.status_code == 422
    assert "Only one column can be: Name." in refused.text
    browser.post(page.redirect_chain[-1][0], {"0": "name", "1": "place"})
    assert run(delegates).state == "checked"


def test_a_place_is_searched_by_another_name(
    training: Exchange, officer: Person, khiva: Place, bukhara: Place, as_person: AsPerson
) -> None:
    delegates = checked(training, officer, csv("Name,City\nA B,Nowhere\n"))
    key = delegates.rows.get().problems[0]["key"]
    browser = as_person(officer)
    address = url("delegates-place", training, delegates.public_id)
    assert bukhara.public_id in browser.get(address, {"key": key, "q": "Bukh"}).text
    assert "No place of this name is known." in browser.get(address, {"key": key, "q": "Zzzz"}).text
    assert browser.get(address, {"key": "place|nonsense"}).status_code == 404
    browser.post(url("delegates-decisions", training, delegates.public_id), {key: bukhara.public_id})
    assert run(delegates).rows.get().place == bukhara


def test_a_silent_worker_can_be_woken(training: Exchange, officer: Person, as_person: AsPerson) -> None:
    delegates = checked(training, officer, csv("Name,City\nA B,Khiva\n"))
    now = timezone.now()
    DelegateList.objects.update(state="writing", touched_at=now)
    browser = as_person(officer)
    assert "Start again" not in browser.get(delegates.get_absolute_url()).text
    DelegateList.objects.update(touched_at=now - 2 * STUCK_AFTER)
    assert "Start again" in browser.get(delegates.get_absolute_url()).text
    browser.post(url("delegates-again", training, delegates.public_id))
    delegates.refresh_from_db()
    assert delegates.touched_at >= now


@pytest.mark.parametrize("content", ["", "%PDF-1.7 x", "Name,City\n", "\x00\x01\x02"])
def test_bad_files_get_a_clear_page(
    training: Exchange, officer: Person, as_person: AsPerson, content: str
) -> None:
    browser = as_person(officer)
    form = {"file": csv(content), "kind": "local_authority", "language": "en"}
    answer = browser.post(url("delegates", training), form)
    if not content:
        assert answer.status_code == 422
        return
    delegates = run(DelegateList.objects.get())
    page = browser.get(delegates.get_absolute_url())
    assert page.status_code == 200
    assert "Nothing was written." in page.text
    browser.post(url("delegates-drop", training, delegates.public_id))
    assert browser.get(delegates.get_absolute_url()).status_code == 404


def test_lists_are_for_officers_and_never_anothers(
    training: Exchange,
    officer: Person,
    khiva_deputy: Person,
    khiva_city: Organisation,
    stranger: Person,
    as_person: AsPerson,
) -> None:
    delegates = checked(training, officer, csv("Name,City\nA B,Khiva\n"))
    own = Exchange.create(
        khiva_deputy, khiva_city, title={"_": "en", "en": "Own"}, zone="UTC", languages=["en"]
    )
    assert as_person(khiva_deputy).get(url("delegates", own)).status_code == 403, "a focal point, no officer"
    assert as_person(officer).get(url("delegates-list", own, delegates.public_id)).status_code == 404
    for name in ("delegates-list", "delegates-columns", "delegates-bad"):
        assert as_person(stranger).get(url(name, training, delegates.public_id)).status_code == 404
    template = as_person(officer).get(url("delegates-template", training))
    assert template.status_code == 200
