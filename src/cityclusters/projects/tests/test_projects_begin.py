"""Beginning a project, its partners and kind of cooperation, stopping it; who sees what of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.groups.models import Group
from cityclusters.groups.tests import making as groups
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country, Place
from cityclusters.projects import phases
from cityclusters.projects.models import Project
from cityclusters.projects.registry import acts, cooperating, states
from cityclusters.projects.tests import making
from cityclusters.support.models import Agreement
from cityclusters.support.tests import making_matches

TITLE = make_texts("en", en="Night markets of two cities")


@pytest.fixture
def signed(
    khiva_city: Organisation,
    amman_city: Organisation,
    khiva_deputy: Person,
    stranger: Person,
    officer: Person,
) -> Agreement:
    """Khiva asks, Amman hosts; both have signed."""
    need = making_matches.need_of(khiva_city, sdg_targets=["8.3"])
    window = making_matches.window_of(amman_city)
    match = making_matches.choices_of(making_matches.round_by(officer), need, [window])[0]
    return making_matches.signed(
        making_matches.accepted(match, khiva_deputy, stranger), khiva_deputy, stranger
    )


def _un(place: Place | None = None) -> Organisation:
    return Organisation.objects.create(
        names=make_texts("en", en="UN office"), kind=Organisation.Kind.UN, state="verified", place=place
    )


# -- from an agreement --------------------------------------------------------------------------------


def test_B19_a_partnership_starts_from_a_signed_agreement_with_nothing_typed_again(
    signed: Agreement, khiva_deputy: Person, stranger: Person
) -> None:
    made = acts.start_from(signed, khiva_deputy)
    assert (made.kind, made.phase, made.agreement) == ("partnership", "identification", signed)
    assert str(made) == signed.title
    assert (made.starts, made.ends, made.lead, made.targets) == (
        signed.starts,
        signed.ends,
        signed.need_side,
        ["8.3"],
    )
    roles = {row.organisation: row.role for row in made.partners.all()}
    assert roles == {signed.need_side: "beneficiary", signed.host_side: "pivotal"}
    assert {place.name for place in made.places.all()} == {"Khiva", "Amman"}
    assert made.type == signed.type
    assert made.team.get().person == khiva_deputy
    assert acts.start_from(signed, stranger) == made
    assert Entry.objects.filter(act="projects_project.made").count() == 1


def test_what_is_agreed_is_public_only_where_both_sides_show_it(
    signed: Agreement, khiva_deputy: Person
) -> None:
    assert acts.start_from(signed, khiva_deputy).summary == {}


def test_a_partnership_needs_both_signatures_and_one_of_the_sides(
    signed: Agreement, khiva_deputy: Person, bukhara_deputy: Person
) -> None:
    with pytest.raises(NotPossible):
        acts.start_from(signed, bukhara_deputy)
    Agreement.objects.update(state="ended")
    with pytest.raises(NotPossible):
        acts.start_from(signed, khiva_deputy)


def test_one_press_on_the_agreement_starts_it(
    client: Client, signed: Agreement, reads_english: Person
) -> None:
    client.force_login(reads_english)
    assert b"Start the partnership" in client.get(signed.get_absolute_url()).content
    url = reverse("projects:start", args=[signed.public_id])
    answers = [client.post(url), client.post(url)]
    made = Project.objects.get()
    assert {answer["Location"] for answer in answers} == {made.get_absolute_url()}
    page = client.get(signed.get_absolute_url()).content.decode()
    assert made.get_absolute_url() in page
    assert "Start the partnership" not in page


# -- kind of cooperation ------------------------------------------------------------------------------


def test_CO9_triangular_needs_two_of_the_south_and_support_on_record(
    khiva_city: Organisation, amman_city: Organisation, khiva_deputy: Person, officer: Person
) -> None:
    project = making.project(khiva_city, kind=Project.Kind.PARTNERSHIP, lead=khiva_deputy)
    acts.add_partner(project, khiva_deputy, amman_city, "pivotal")
    project.refresh_from_db()
    assert project.type == "south_south"
    helper = acts.add_partner(project, khiva_deputy, _un(), "facilitator")
    project.refresh_from_db()
    assert project.type == "south_south"
    with pytest.raises(NotPossible, match="Triangular"):
        cooperating.confirm(project, officer, "triangular")
    acts.add_partner(project, khiva_deputy, helper.organisation, "facilitator", "Travel of two experts")
    project.refresh_from_db()
    assert (project.type, project.type_confirmed_at) == ("triangular", None)
    cooperating.confirm(project, officer, "triangular")
    assert project.type_confirmed_by == officer


def test_CO9_a_person_confirms_and_is_asked_again_when_partners_change(
    khiva_city: Organisation, amman_city: Organisation, khiva_deputy: Person, officer: Person
) -> None:
    project = making.project(khiva_city, kind=Project.Kind.PARTNERSHIP, lead=khiva_deputy)
    made = acts.add_partner(project, khiva_deputy, amman_city, "pivotal")
    with pytest.raises(NotPossible):
        cooperating.confirm(project, khiva_deputy, "south_south")
    cooperating.confirm(project, officer, "south_south")
    acts.remove_partner(made, khiva_deputy)
    project.refresh_from_db()
    assert (project.type, project.type_confirmed_at) == ("domestic", None)


def test_partners_are_checked_organisations(khiva_city: Organisation, khiva_deputy: Person) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    unknown = Organisation.objects.create(names=make_texts("en", en="Nobody knows"), kind="ngo")
    with pytest.raises(NotPossible, match="checked"):
        acts.add_partner(project, khiva_deputy, unknown, "partner")


# -- beginning and stopping ---------------------------------------------------------------------------


def test_who_begins_a_project_leads_its_team_an_officer_does_not(
    khiva_city: Organisation, khiva_deputy: Person, officer: Person, stranger: Person
) -> None:
    made = acts.begin(khiva_deputy, khiva_city, "local_plan", title=TITLE, language="en")
    assert (made.phase, made.place, made.team.get().role) == ("initiated", khiva_city.place, "lead")
    assert not acts.begin(officer, khiva_city, "producer_cluster", title=TITLE, language="en").team.exists()
    with pytest.raises(NotPossible):
        acts.begin(stranger, khiva_city, "local_plan", title=TITLE, language="en")


def test_a_project_is_begun_for_a_group_with_what_is_known_of_it(
    client: Client, khiva: Place, khiva_city: Organisation, reads_english: Person
) -> None:
    group = groups.group(khiva, Group.Kind.PRODUCER_CLUSTER, organisation=khiva_city, value_chains=["silk"])
    client.force_login(reads_english)
    assert b"Begin a project with this group" in client.get(group.get_absolute_url()).content
    url = f"{reverse('projects:new')}?group={group.public_id}"
    assert str(group) in client.get(url).content.decode()
    sent = {
        "kind": "producer_cluster", "lead": khiva_city.public_id, "title": "Silk of Khiva",
        "title__language": "en", "language": "en", "place": "Khiva", "place_id": khiva.public_id,
        "groups": [group.public_id], "value_chains": ["silk"], "shown_to": "public",
    }  # fmt: skip
    answer = client.post(url, {**sent, "title": ""})
    assert answer.status_code == 422
    assert client.post(url, sent).status_code == 302
    made = Project.objects.get()
    assert (str(made), list(made.groups.all())) == ("Silk of Khiva", [group])
    assert made.get_absolute_url() in client.get(group.get_absolute_url()).content.decode()


def test_a_stop_needs_a_reason_and_is_taken_back(khiva_city: Organisation, khiva_deputy: Person) -> None:
    project = making.project(khiva_city, lead=khiva_deputy)
    with pytest.raises(NotPossible):
        states.stop(project, khiva_deputy, "cancelled", " ")
    states.stop(project, khiva_deputy, "suspended", "Elections")
    states.stop(project, khiva_deputy, "cancelled", "No money")
    assert (project.state, project.state_reason) == ("cancelled", "No money")
    states.resume(project, khiva_deputy)
    assert (project.state, project.phase) == ("active", "identification")
    with pytest.raises(NotPossible):
        states.stop(project, khiva_deputy, "closed", "So")


# -- pages --------------------------------------------------------------------------------------------


@pytest.fixture
def cluster(khiva_city: Organisation, reads_english: Person) -> Project:
    return making.project(khiva_city, lead=reads_english)


def test_the_page_says_what_is_missing_and_where_it_is_mended(
    client: Client, cluster: Project, reads_english: Person
) -> None:
    visitor = client.get(cluster.get_absolute_url()).content.decode()
    assert "Before “Identification” can be closed" not in visitor
    assert "“Selection” comes next" in visitor
    client.force_login(reads_english)
    page = client.get(cluster.get_absolute_url()).content.decode()
    assert "Before “Identification” can be closed" in page
    assert reverse("projects:checklist-answer", args=[cluster.public_id, "GM02"]) in page


def test_a_phase_is_closed_and_opened_again_on_the_page(
    client: Client, cluster: Project, reads_english: Person, settings: Any
) -> None:
    client.force_login(reads_english)
    close = reverse("projects:phase-close", args=[cluster.public_id, "identification"])
    client.post(close)
    cluster.refresh_from_db()
    assert cluster.phase == "identification"  # the checklist is not answered
    settings.PHASE_CHECKS = []
    client.post(close)
    cluster.refresh_from_db()
    assert cluster.phase == "selection"
    url = reverse("projects:phase-reopen", args=[cluster.public_id, "identification"])
    client.post(url, {"reason": "The team has changed."})
    cluster.refresh_from_db()
    assert cluster.phase == "identification"
    assert "The team has changed." in client.get(cluster.get_absolute_url()).content.decode()


def test_a_project_for_the_team_is_nobody_elses(
    client: Client, cluster: Project, reads_english: Person, newcomer: Person, officer: Person
) -> None:
    Project.objects.update(shown_to="team")
    url = cluster.get_absolute_url()
    assert client.get(url).status_code == 404
    for person, status in ((newcomer, 404), (reads_english, 200), (officer, 200)):
        client.force_login(person)
        assert client.get(url).status_code == status
    client.force_login(newcomer)
    assert str(cluster) not in client.get(reverse("projects:list")).content.decode()


def test_the_list_is_filtered_and_downloaded(
    client: Client, cluster: Project, amman_city: Organisation, countries: dict[str, Country]
) -> None:
    making.project(amman_city, kind=Project.Kind.LOCAL_PLAN, title=make_texts("en", en="A plan"))
    url = reverse("projects:list")
    page = client.get(url, {"kind": "local_plan"}).content.decode()
    assert "A plan" in page
    assert str(cluster) not in page
    for asked in ({"country": "UZ"}, {"phase": "identification"}, {"organisation": cluster.lead.public_id}):
        page = client.get(url, asked).content.decode()
        assert str(cluster) in page
        assert "A plan" not in page
    assert client.get(url, {"kind": "nonsense", "page": "x"}).status_code == 200
    assert client.get(url, {"format": "xlsx"})["Content-Type"].startswith("application/vnd.openxml")


def test_pages_of_a_local_plan_are_kept_by_nobody(client: Client, khiva_city: Organisation) -> None:
    plan = making.project(khiva_city, kind=Project.Kind.LOCAL_PLAN)
    answer = client.get(plan.get_absolute_url())
    assert "no-store" in answer["Cache-Control"]
    title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert str(plan) not in title


def test_partners_and_places_are_added_and_removed_on_the_page(
    client: Client, cluster: Project, reads_english: Person, amman_city: Organisation, bukhara: Place
) -> None:
    client.force_login(reads_english)
    key = cluster.public_id
    sent = {"organisation": str(amman_city), "organisation_id": amman_city.public_id, "role": "pivotal"}
    client.post(reverse("projects:partner-add", args=[key]), sent)
    client.post(
        reverse("projects:place-add", args=[key]), {"place": "Bukhara", "place_id": bukhara.public_id}
    )
    partner = cluster.partners.get()
    assert list(cluster.places.all()) == [bukhara]
    assert "Bukhara" in client.get(cluster.get_absolute_url()).content.decode()
    client.post(reverse("projects:partner-remove", args=[key, partner.public_id]))
    client.post(reverse("projects:place-remove", args=[key, bukhara.public_id]))
    assert not cluster.partners.exists()
    assert not cluster.places.exists()


def test_projects_stand_on_pages_of_places_and_organisations(
    client: Client, cluster: Project, khiva: Place
) -> None:
    for page in (khiva.get_absolute_url(), cluster.lead.get_absolute_url()):
        assert str(cluster) in client.get(page).content.decode()


def test_every_kind_has_phases_with_names() -> None:
    for kind in Project.Kind.values:
        found = phases.of_kind(kind)
        assert found[-1].code == "closed"
        assert all(set(phase.names) >= {"en", "fr", "es", "ar"} for phase in found)
