"""Nobody decides on her own business: an office of her organisation, or what stands above it, is hers too."""

import pytest

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.practices import own_business, rules
from cityclusters.practices.judging import deciding
from cityclusters.practices.judging.worklist import managed_by
from cityclusters.practices.models import CallManager, Practice
from cityclusters.practices.models.choices import State
from cityclusters.practices.tests import judged


@pytest.fixture
def relatives(khiva_city: Organisation) -> dict[str, Organisation]:
    """What stands above, below and beside the practice's owner, and what was merged into it."""

    def named(name: str, **fields: object) -> Organisation:
        return Organisation.objects.create(names=make_texts("en", en=name), kind="other", **fields)

    ministry = named("Ministry")
    Organisation.objects.filter(pk=khiva_city.pk).update(parent=ministry)
    hub = named("Hub", parent=khiva_city)
    return {
        "above": ministry,
        "below": hub,
        "two below": named("Desk", parent=hub),
        "beside": named("Agency", parent=ministry),
        "merged": named("Old municipality", merged_into=khiva_city, state="merged"),
    }


@pytest.mark.parametrize("where", ["above", "below", "two below", "beside", "merged"])
def test_PR1_nobody_decides_on_an_organisation_of_her_tree(
    where: str, practice: Practice, relatives: dict[str, Organisation], second_officer: Person
) -> None:
    judged.hand_in(practice)
    relative = judged.colleague("manager@relative.example", relatives[where])
    assert practice.call is not None
    CallManager.objects.create(call=practice.call, person=relative)
    assert not rules.may_manage(relative, practice)
    assert practice not in managed_by(relative)
    assert practice in own_business.own(relative), "nor reads who reviews it"
    with pytest.raises(NotPossible):
        deciding.screen(practice, relative, State.SCREENED)
    assert rules.may_manage(second_officer, practice)


@pytest.mark.parametrize("where", ["above", "below", "two below", "beside"])
def test_PR1_nor_on_a_practice_that_somebody_of_her_tree_wrote_for_herself(
    where: str, practice: Practice, relatives: dict[str, Organisation]
) -> None:
    Practice.objects.filter(pk=practice.pk).update(organisation=None)
    practice.refresh_from_db()
    judged.hand_in(practice)
    relative = judged.colleague("manager@relative.example", relatives[where])
    assert practice.call is not None
    CallManager.objects.create(call=practice.call, person=relative)
    assert not rules.may_manage(relative, practice)
    assert practice not in managed_by(relative)


def test_PR1_a_manager_of_another_tree_or_without_a_post_decides(
    practice: Practice, relatives: dict[str, Organisation], stranger: Person, newcomer: Person
) -> None:
    judged.hand_in(practice)
    assert practice.call is not None
    for person in (stranger, newcomer):
        CallManager.objects.create(call=practice.call, person=person)
        assert rules.may_manage(person, practice)
        assert practice in managed_by(person)
