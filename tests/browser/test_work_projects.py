"""The walk of a producer cluster in a browser: from its team, through every gate, to numbers by sex."""

from tests.browser import work_story as story
from tests.browser.conftest import Reader
from tests.browser.site import Site


def test_from_a_team_to_numbers_by_sex(reader: Reader, own_site: Site) -> None:
    page = reader(at=own_site)
    story.enter(page, story.FACILITATOR)
    root = story.begin(page)
    story.refused_without_briefing(page, root)
    story.complete_team(page, root)
    story.answer_items(page, root)
    story.close(page, root, "Identification")
    story.answer_items(page, root)
    story.close(page, root, "Selection")
    meeting = story.set_up_commission(page, root)
    story.close(page, root, "Governance")
    story.diagnose(page, root, meeting)
    story.answer_items(page, root)
    story.close(page, root, "Diagnosis")
    story.envision(page, root, meeting)
    story.answer_items(page, root)
    story.close(page, root, "Vision")
    plan = story.plan(page, root)
    story.aim(page, plan)
    story.engage_men(page, root, meeting, plan)
    story.put_in_force(page, root, meeting, plan)
    story.answer_items(page, root)
    story.close(page, root, "Action plan")
    story.close(page, root, "Implementation")
    phone = reader(device="phone", at=own_site)
    story.enter(phone, story.REPORTER)
    story.report(phone)
    story.approve(page, root)
    story.read_progress(reader(device="phone", javascript=False, at=own_site), root)
