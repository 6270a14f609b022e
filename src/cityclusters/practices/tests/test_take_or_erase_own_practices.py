"""What is kept of somebody who writes, and how she is forgotten while what is published stays."""

from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import own_data, waiting
from cityclusters.practices.models import Practice, StateChange
from cityclusters.practices.tests.making import accepted, draft, publish


def test_her_practices_are_in_her_copy(reads_english: Person, khiva: Place) -> None:
    draft(reads_english, khiva)
    row = own_data.collect(reads_english)["practices"][0]
    assert row["title"] == "Handwashing stations"
    assert row["sections"]["result"] == "Sellers and buyers wash their hands."


def test_her_own_drafts_go_and_her_city_s_stay(
    reads_english: Person, khiva: Place, khiva_city: Organisation, officer: Person
) -> None:
    draft(reads_english, khiva, title="Mine alone")
    kept = draft(reads_english, khiva, khiva_city, title="Our city's")
    public = draft(reads_english, khiva, title="Published")
    publish(public, officer)
    own_data.erase(reads_english)
    assert {row.title for row in Practice.objects.all()} == {kept.title, public.title}
    assert not StateChange.objects.filter(by=reads_english).exists()


def test_what_waits_for_its_writer(
    reads_english: Person, khiva: Place, khiva_city: Organisation, officer: Person
) -> None:
    practice = draft(reads_english, khiva, khiva_city)
    assert [row.title for row in waiting.items(reads_english)] == ["Go on writing: Handwashing stations"]
    accepted(practice, officer)
    [row] = waiting.items(reads_english)
    assert row.title == "Publish it: Handwashing stations"
    assert row.url == f"/practices/{practice.public_id}/publication/"
    assert waiting.items(officer) == []
