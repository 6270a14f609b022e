"""Naming, changing, checking and merging organisations on their pages."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cityclusters.core.texts import make_texts
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person | None], Client]


def page(name: str, row: Organisation) -> str:
    return reverse(f"pages:{name}", args=[row.public_id])


@pytest.fixture
def claimed(newcomer: Person, khiva: Place) -> Organisation:
    return Organisation.objects.create(
        names=make_texts("en", en="Weavers of Khiva"), kind="women", claimed_by=newcomer, place=khiva
    )


def test_a_focal_point_edits_her_own_organisation(
    as_person: AsPerson, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    answer = as_person(khiva_deputy).post(
        page("organisation-edit", khiva_city),
        {
            "names": "Municipality of Khiva",
            "names__language": "en",
            "names__uz": "Xiva shahar hokimligi",
            "place": "Khiva",
            "about": "We mend walls.",
            "about__language": "en",
            "website": "khiva.example",
            "kind": "company",
            "domain": "evil.example",
            "state": "rejected",
        },
    )
    assert answer["Location"] == khiva_city.get_absolute_url()
    khiva_city.refresh_from_db()
    assert khiva_city.names == make_texts("en", en="Municipality of Khiva", uz="Xiva shahar hokimligi")
    assert khiva_city.about == make_texts("en", en="We mend walls.")
    assert khiva_city.website == "https://khiva.example"
    # What is the officers' to change stays as it was.
    assert (khiva_city.kind, khiva_city.domain, khiva_city.state) == (
        "local_authority",
        "khiva.example",
        "verified",
    )
    assert set(Entry.objects.get(act="organisation.changed").details["fields"]) == {
        "names",
        "about",
        "website",
    }


@pytest.mark.parametrize("name", ["organisation-edit", "organisation-office", "organisation-posts"])
def test_anothers_organisation_is_not_found(
    as_person: AsPerson, bukhara_deputy: Person, newcomer: Person, khiva_city: Organisation, name: str
) -> None:
    for person in (bukhara_deputy, newcomer):
        browser = as_person(person)
        assert browser.get(page(name, khiva_city)).status_code == 404
        assert browser.post(page(name, khiva_city), {"names": "Taken"}).status_code in {404, 405}
    khiva_city.refresh_from_db()
    assert str(khiva_city) == "Municipality of Khiva"


def test_a_refused_edit_comes_back_filled_in(
    as_person: AsPerson, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    answer = as_person(khiva_deputy).post(
        page("organisation-edit", khiva_city), {"names": "", "contact": "City hall", "website": "not a page"}
    )
    assert answer.status_code == 200
    assert 'value="City hall"' in answer.content.decode()
    assert 'value="not a page"' in answer.content.decode()


def test_A5_a_municipality_opens_a_hub(
    as_person: AsPerson, stranger: Person, amman_city: Organisation, client: Client
) -> None:
    answer = as_person(stranger).post(
        page("organisation-office", amman_city),
        {
            "names": "Creative Women Hub",
            "names__language": "en",
            "kind": "women",
            "place": "Amman",
            "services": "Training",
            "services__language": "en",
            "hours": "Sunday to Thursday",
            "hours__language": "en",
            "eligibility": "All women of Amman",
            "eligibility__language": "en",
            "contact": "hub@amman.example",
        },
    )
    hub = Organisation.objects.get(parent=amman_city)
    assert answer["Location"] == hub.get_absolute_url()
    assert (hub.kind, hub.place, hub.state) == ("women", amman_city.place, "claimed")
    seen = client.get(hub.get_absolute_url()).content.decode()
    assert "All women of Amman" in seen
    assert "Not yet checked" in seen


def test_an_officer_enters_an_organisation_for_others(
    as_person: AsPerson, officer: Person, newcomer: Person, programme: Organisation
) -> None:
    data = {"names": "Office in Peru", "names__language": "en", "kind": "un", "parent": "Cities Programme"}
    assert as_person(newcomer).post(reverse("pages:organisation-new"), data).status_code == 404
    as_person(officer).post(reverse("pages:organisation-new"), data)
    assert Organisation.objects.get(parent=programme).root() == programme


def test_PE4_two_officers_check_it_on_its_page(
    as_person: AsPerson, officer: Person, second_officer: Person, newcomer: Person, claimed: Organisation
) -> None:
    waiting = as_person(officer).get(reverse("pages:organisations-waiting")).content.decode()
    assert "Weavers of Khiva" in waiting
    for person in (officer, officer, second_officer):
        as_person(person).post(page("organisation-check", claimed), {"verdict": "yes", "note": "called"})
    claimed.refresh_from_db()
    assert claimed.state == "verified"
    assert claimed.checks.count() == 2
    assert Entry.objects.filter(act="organisation.verified").count() == 1
    assert "Verified: Weavers of Khiva" in Letter.objects.get(to=newcomer.email).subject
    assert "Weavers" not in as_person(officer).get(reverse("pages:organisations-waiting")).content.decode()


def test_PE4_an_officer_is_refused_for_what_she_named(
    as_person: AsPerson, officer: Person, claimed: Organisation
) -> None:
    Organisation.objects.filter(pk=claimed.pk).update(claimed_by=officer)
    browser = as_person(officer)
    assert "You cannot check it" in browser.get(page("organisation-check", claimed)).content.decode()
    browser.post(page("organisation-check", claimed), {"verdict": "yes"})
    claimed.refresh_from_db()
    assert claimed.state == "claimed"


def test_a_refusal_needs_its_reason_which_reaches_whoever_named_it(
    as_person: AsPerson, officer: Person, newcomer: Person, claimed: Organisation
) -> None:
    browser = as_person(officer)
    assert browser.post(page("organisation-check", claimed), {"verdict": "no"}).status_code == 200
    browser.post(page("organisation-check", claimed), {"verdict": "no", "note": "It does not exist"})
    claimed.refresh_from_db()
    assert claimed.state == "rejected"
    assert "It does not exist" in Letter.objects.get(to=newcomer.email).body
    browser.post(page("organisation-recheck", claimed))
    claimed.refresh_from_db()
    assert (claimed.state, claimed.check_round) == ("claimed", 2)


def test_the_check_shows_what_may_be_the_same(
    as_person: AsPerson, officer: Person, khiva_city: Organisation, khiva: Place
) -> None:
    twin = Organisation.objects.create(
        names=make_texts("en", en="Khiva City Hall"), kind="local_authority", place=khiva
    )
    assert (
        "Municipality of Khiva" in as_person(officer).get(page("organisation-check", twin)).content.decode()
    )


def test_an_officer_merges_duplicates(
    as_person: AsPerson,
    officer: Person,
    khiva_deputy: Person,
    khiva_city: Organisation,
    claimed: Organisation,
) -> None:
    data = {"into": "Municipality of Khiva"}
    assert as_person(khiva_deputy).post(page("organisation-merge", claimed), data).status_code == 404
    answer = as_person(officer).post(page("organisation-merge", claimed), data)
    assert answer["Location"] == khiva_city.get_absolute_url()
    claimed.refresh_from_db()
    assert claimed.merged_into == khiva_city
    assert Entry.objects.get(act="organisation.merged").details["duplicate"].startswith("Weavers of Khiva")


def test_the_one_who_named_it_edits_it_until_somebody_has_checked_it(
    as_person: AsPerson, newcomer: Person, officer: Person, claimed: Organisation
) -> None:
    assert as_person(newcomer).get(page("organisation-edit", claimed)).status_code == 200
    claimed.check_by(officer, accepted=True)
    assert as_person(newcomer).get(page("organisation-edit", claimed)).status_code == 404


def test_links_on_the_page_are_those_the_reader_may_follow(
    as_person: AsPerson, khiva_deputy: Person, newcomer: Person, officer: Person, khiva_city: Organisation
) -> None:
    def links(person: Person | None) -> set[str]:
        seen = as_person(person).get(khiva_city.get_absolute_url()).content.decode()
        names = [
            "post-ask",
            "organisation-edit",
            "organisation-office",
            "organisation-posts",
            "organisation-merge",
        ]
        return {name for name in names if f'href="{page(name, khiva_city)}"' in seen}

    assert links(None) == set()
    assert links(newcomer) == {"post-ask"}
    assert links(khiva_deputy) == {"organisation-edit", "organisation-office", "organisation-posts"}
    assert links(officer) == {
        "post-ask",
        "organisation-edit",
        "organisation-office",
        "organisation-posts",
        "organisation-merge",
    }


def test_the_queue_takes_few_queries_and_no_more_with_ten_times_the_rows(
    as_person: AsPerson, officer: Person, newcomer: Person, khiva: Place
) -> None:
    def fill(number: int) -> None:
        for row in range(number):
            Organisation.objects.create(
                names=make_texts("en", en=f"Group {row}"), kind="ngo", place=khiva, claimed_by=newcomer
            )

    def queries() -> int:
        browser = as_person(officer)
        with CaptureQueriesContext(connection) as used:
            browser.get(reverse("pages:organisations-waiting"))
        return len(used)

    fill(2)
    few = queries()
    fill(20)
    assert queries() == few <= 12


def test_an_officer_takes_the_directory_away_as_a_spreadsheet(
    as_person: AsPerson, officer: Person, newcomer: Person, khiva_city: Organisation, amman_city: Organisation
) -> None:
    khiva_city.names = make_texts("en", en="=cmd()")
    khiva_city.save()
    address = reverse("pages:organisations-table")
    answer = as_person(officer).get(address, {"country": "UZ"})
    rows = list(load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[0][:2] == ("Name", "Kind")
    assert [row[0] for row in rows[1:]] == ["=cmd()"]
    assert as_person(newcomer).get(address).status_code == 404
