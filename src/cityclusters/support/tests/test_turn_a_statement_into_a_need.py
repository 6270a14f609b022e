"""A statement of need becomes a need with everything that was said; a practice can be its beginning too."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.practices.tests.making import draft, publish
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need
from cityclusters.support.needs.from_statement import title_of
from cityclusters.surveys import needs as statements
from cityclusters.surveys.models import StatementOfNeed

Browser = Callable[[Person | None], Client]
SAID: dict[str, Any] = {
    "language": "en",
    "problem": "Our weavers can't sell online. They sell to tourists alone.",
    "result": "A common shop.",
    "modalities": ["training", "study_tour"],
    "countries": ["CN", "JO"],
    "languages": ["en", "uz"],
    "urgency": "urgent",
    "shown_to": "members",
    "contact": True,
}


@pytest.fixture
def training(officer: Person, programme: Organisation) -> Exchange:
    return Exchange.objects.create(
        title=make_texts("en", en="Training"), kind=Exchange.Kind.TRAINING, state=Exchange.State.DONE,
        organiser=programme, owner=officer, zone="UTC", languages=["en"],
    )  # fmt: skip


def stated(
    by: Person, city: Organisation, training: Exchange, theme: Theme, **change: Any
) -> StatementOfNeed:
    """A statement sent by the person for the city."""
    fields = {**SAID, **change}
    made = StatementOfNeed(exchange=training, organisation=city, once=secret_code(), **fields)
    return statements.state_need(made, [theme], by)


def test_B16_a_signed_statement_opens_its_need_with_everything_it_said(
    khiva_deputy: Person, khiva_city: Organisation, training: Exchange, themes: list[Theme]
) -> None:
    statement = stated(khiva_deputy, khiva_city, training, themes[1], window_start="2027-03-01")
    need = Need.objects.get()
    assert need.statement == statement
    assert need.title == "Our weavers can't sell online"
    same = ("language", "problem", "result", "modalities", "languages", "urgency", "shown_to", "organisation")
    assert [getattr(need, name) for name in same] == [getattr(statement, name) for name in same]
    assert str(need.window_start) == "2027-03-01"
    assert list(need.themes.all()) == [themes[1]]
    assert [wish.country_id for wish in need.wishes.all()] == ["CN", "JO"]
    assert (need.state, need.signed_by, need.author) == ("open", khiva_deputy, khiva_deputy)
    assert need.elsewhere, "a statement names hosts that it would like, it shuts nobody out"


def test_PE1_an_unsigned_statement_opens_its_need_when_a_focal_point_signs(
    khiva_deputy: Person, newcomer: Person, khiva_city: Organisation, training: Exchange, themes: list[Theme]
) -> None:
    Mandate.objects.create(person=newcomer, organisation=khiva_city, post="Adviser", state="confirmed")
    statement = stated(newcomer, khiva_city, training, themes[1])
    assert not Need.objects.exists()
    statements.sign(statement, khiva_deputy)
    need = Need.objects.get()
    assert (need.author, need.signed_by) == (newcomer, khiva_deputy)


def test_without_consent_a_focal_point_opens_it_by_hand(
    reads_english: Person, officer: Person, khiva_city: Organisation, training: Exchange, themes: list[Theme],
    as_person: Browser,
) -> None:  # fmt: skip
    statement = stated(reads_english, khiva_city, training, themes[1], contact=False)
    assert not Need.objects.exists()
    address = f"/needs/new/?statement={statement.public_id}"
    assert address not in as_person(officer).get(f"/statements/{statement.public_id}/").content.decode()
    browser = as_person(reads_english)
    assert address in browser.get(f"/statements/{statement.public_id}/").content.decode()
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent = {
        name: value for name, value in sent.items() if name not in ("wished_place", "wished_organisation")
    }
    sent["sdg_targets"] = ""
    answer = browser.post("/needs/new/", {**sent, "statement": statement.public_id})
    need = Need.objects.get()
    assert answer["Location"] == need.get_absolute_url()
    assert (need.state, need.statement, need.problem) == ("open", statement, SAID["problem"])
    assert [wish.country_id for wish in need.wishes.all()] == ["CN", "JO"]
    page = browser.get(f"/statements/{statement.public_id}/").content.decode()
    assert need.get_absolute_url() in page
    again = browser.post("/needs/new/", {**sent, "statement": statement.public_id, "known": "1"})
    assert "has become a need already" in again.content.decode()
    assert Need.objects.count() == 1


def test_somebody_elses_statement_is_no_beginning(
    khiva_deputy: Person, bukhara_deputy: Person, khiva_city: Organisation, training: Exchange,
    themes: list[Theme], as_person: Browser,
) -> None:  # fmt: skip
    statement = stated(khiva_deputy, khiva_city, training, themes[1], contact=False)
    page = as_person(bukhara_deputy).get(f"/needs/new/?statement={statement.public_id}").content.decode()
    assert "tourists" not in page


@pytest.mark.parametrize(("state", "after"), [("open", "withdrawn"), ("accepted", "accepted")])
def test_withdrawing_the_statement_withdraws_the_need_that_no_host_accepted(
    state: str, after: str, khiva_deputy: Person, khiva_city: Organisation, training: Exchange,
    themes: list[Theme],
) -> None:  # fmt: skip
    statement = stated(khiva_deputy, khiva_city, training, themes[1])
    Need.objects.update(state=state)
    statements.withdraw(statement, khiva_deputy)
    assert Need.objects.get().state == after


def test_SA3_ending_the_contact_keeps_it_out_of_rounds(
    reads_english: Person, khiva_city: Organisation, training: Exchange, themes: list[Theme],
    as_person: Browser,
) -> None:  # fmt: skip
    statement = stated(reads_english, khiva_city, training, themes[1])
    assert Need.objects.open().exists()
    statements.end_contact(statement, reads_english)
    need = Need.objects.get()
    assert need.state == "open"
    assert not Need.objects.open().exists()
    browser = as_person(reads_english)
    assert "takes part in no round" in browser.get(need.get_absolute_url()).content.decode()
    browser.post(f"{need.get_absolute_url()}rounds/")
    assert Need.objects.open().get() == need


def test_a_statement_of_an_organisation_without_a_place_stays_a_statement(
    khiva_deputy: Person, khiva_city: Organisation, training: Exchange, themes: list[Theme]
) -> None:
    khiva_city.place = None
    khiva_city.save(update_fields=["place"])
    statement = stated(khiva_deputy, khiva_city, training, themes[1])
    assert statement.state == "signed"
    assert not Need.objects.exists()


def test_old_letters_still_lead_to_the_statement(
    reads_english: Person, bukhara_deputy: Person, khiva_city: Organisation, training: Exchange,
    themes: list[Theme], as_person: Browser,
) -> None:  # fmt: skip
    statement = stated(reads_english, khiva_city, training, themes[1], contact=False, shown_to="team")
    old = f"/needs/{statement.public_id}/"
    assert as_person(reads_english).get(old)["Location"] == f"/statements/{statement.public_id}/"
    assert as_person(bukhara_deputy).get(old).status_code == 404


@pytest.mark.parametrize(
    ("problem", "title"),
    [
        ("One line", "One line"),
        ("A sentence. Another one.", "A sentence"),
        ("word " * 60, ("word " * 27).strip() + "…"),
        ("第一句。第二句。", "第一句"),
    ],
)
def test_the_title_is_the_first_sentence(problem: str, title: str) -> None:
    assert title_of(problem) == title


def test_a_practice_is_named_and_its_organisation_wished_for(
    reads_english: Person, stranger: Person, officer: Person, khiva_city: Organisation,
    amman_city: Organisation, themes: list[Theme], as_person: Browser,
) -> None:  # fmt: skip
    assert amman_city.place is not None
    practice = draft(stranger, amman_city.place, amman_city)
    practice.themes.add(themes[1])
    publish(practice, officer)
    browser = as_person(reads_english)
    page = browser.get(practice.get_absolute_url()).content.decode()
    address = f"/needs/new/?practice={practice.public_id}"
    assert address in page
    assert address not in as_person(stranger).get(practice.get_absolute_url()).content.decode()
    form = browser.get(address).context["form"]
    assert form.initial["wished_organisation"] == amman_city
    assert form.initial["themes"] == ["e-commerce"]
    assert str(practice) in form.initial["title"]
