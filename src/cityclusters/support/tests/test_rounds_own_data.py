"""An officer's copy of what she decided in rounds, and what stays of it without her."""

import pytest

from cityclusters.people import personal_data
from cityclusters.people.models import Person
from cityclusters.support.models import Wanted
from cityclusters.support.rounds import acts, own_data, publishing
from cityclusters.support.tests import making_rounds as making

pytestmark = pytest.mark.django_db


def test_SA4_her_decisions_go_along_and_their_reasons_stay_without_her(officer: Person) -> None:
    subject = making.theme()
    offer = making.offer(making.city("Nanjing", "CN"), subject)
    making.window(offer, 1)
    need = making.need(making.city("Khiva", "UZ"), subject)
    round_ = making.round_of(officer)
    acts.say(round_, officer, need, offer, "pin", "Their twin city asked for it.")
    run = making.calculated(round_, officer)
    publishing.publish(round_, officer, run)
    kept = personal_data.gather(officer)
    assert [row["round"] for row in kept["rounds_opened"]] == ["Spring round"]
    assert kept["rounds_calculated"][0]["published_at"] is not None
    assert kept["rounds_decided"][0]["reason"] == "Their twin city asked for it."
    own_data.erase(officer)
    assert not any(own_data.collect(officer).values())
    assert [(row.by, row.reason) for row in Wanted.objects.all()] == [(None, "Their twin city asked for it.")]
