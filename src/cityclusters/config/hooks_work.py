"""What the rooms of the door Work hang on one another's pages, and on the door: names alone."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Parts of the page of a group: functions (request, group) -> Section | None, in the order of the page.
GROUP_SECTIONS: list[str] = [
    "cityclusters.groups.products.sections.of_group",
    "cityclusters.groups.registry.sections.numbers",
    "cityclusters.groups.meetings.sections.of_group",
    "cityclusters.projects.registry.sections.of_group",
    "cityclusters.groups.hub.sections.of_group",
]
# Tabs above the pages of a group: (route name taking the public id, word, the rule (reader, group) that says
# who sees the tab, the part of a group without which there is none, '' for all groups).
GROUP_TABS: "list[tuple[str, StrOrPromise, str, str]]" = [
    ("groups:group", _("Overview"), "cityclusters.groups.reaching.everybody", ""),
    ("groups:meetings", _("Meetings"), "cityclusters.groups.meetings.rules.may_read", "meetings"),
    ("groups:savings", _("Savings"), "cityclusters.groups.meetings.rules.may_read", "savings"),
    ("groups:members", _("Members"), "cityclusters.groups.rules.may_facilitate", ""),
    ("groups:counts", _("Counts"), "cityclusters.groups.rules.may_facilitate", ""),
    ("groups:keepers", _("Who keeps it"), "cityclusters.groups.rules.may_manage", ""),
    ("groups:desk-counts", _("Desk"), "cityclusters.groups.counselling.rules.has_desk", "counselling"),
    ("groups:group-products", _("Products"), "cityclusters.groups.reaching.everybody", "products"),
    ("groups:standards", _("Standards"), "cityclusters.groups.standards.rules.may_look", "standards"),
    ("groups:processes", _("Process"), "cityclusters.groups.process.rules.has_something", "process"),
    ("groups:courses", _("Courses"), "cityclusters.groups.reaching.everybody", "courses"),
    ("groups:booking-list", _("Bookings"), "cityclusters.groups.reaching.everybody", "booking"),
    ("groups:files", _("Files"), "cityclusters.groups.hub.rules.may_read_files", ""),
    ("groups:hub-report", _("Report"), "cityclusters.groups.hub.rules.may_report", ""),
]
# Parts of the card for whoever needs help: functions (request, place, or None for all) -> Section | None.
CARD_SECTIONS: list[str] = ["cityclusters.projects.directory.showing.on_card"]
# Parts of the page of a project: functions (request, project) -> Section | None.
PROJECT_SECTIONS: list[str] = [
    "cityclusters.projects.directory.showing.on_plan",
    "cityclusters.projects.localplans.reading.plan",
    "cityclusters.projects.diagnosis.sections.of_project",
    "cityclusters.projects.marking.page.of_project",
    "cityclusters.projects.planning.versions.section",
]
# Parts of the page that shows all projects together: functions (request, None) -> Section | None.
PROGRAMME_SECTIONS: list[str] = [
    "cityclusters.projects.marking.page.of_programme",
    "cityclusters.projects.reporting.overview.section",
]
# What keeps a phase of a project open: functions (project, phase code) -> list of projects.phases.Missing.
PHASE_CHECKS: list[str] = [
    "cityclusters.projects.team.checks.missing",
    "cityclusters.projects.gates.checks.missing",
    "cityclusters.projects.diagnosis.checks.missing",
    "cityclusters.projects.planning.versions.missing",
    "cityclusters.projects.localplans.gates.missing",
    "cityclusters.projects.monitoring.due.missing",
]
# What a project's commission can endorse: code -> function (project, version number, or None for the latest
# that is ready) -> projects.commission.endorsing.Version(number, words, url), or None where there is none.
ENDORSABLE: dict[str, str] = {
    "diagnosis": "cityclusters.projects.diagnosis.freezing.endorsable",
    "vision": "cityclusters.projects.vision.acts.endorsable",
    "plan": "cityclusters.projects.planning.versions.version",
}
# Tabs above the pages of a project: (route name taking the public id, word, the rule (reader, project) that
# says who sees the tab, '' for everybody).
PROJECT_TABS: "list[tuple[str, StrOrPromise, str]]" = [
    ("projects:team", _("Team"), "cityclusters.projects.rules.is_team"),
    ("projects:checklist", _("Checklist"), "cityclusters.projects.rules.is_team"),
    ("projects:commission", _("Commission"), "cityclusters.projects.rules.is_team"),
    ("projects:local", _("About the plan"), "cityclusters.projects.localplans.rooms.is_shown"),
    ("projects:diagnosis", _("Diagnosis"), "cityclusters.projects.diagnosis.rules.sees_work"),
    ("projects:vision", _("Vision"), "cityclusters.projects.diagnosis.rules.sees_work"),
    ("projects:plan", _("Plan"), "cityclusters.projects.localplans.rooms.sees_plan"),
    ("projects:marker", _("Gender marker"), "cityclusters.projects.rules.is_team"),
    ("projects:numbers", _("Numbers"), "cityclusters.projects.rules.is_team"),
    ("projects:outcomes", _("Results"), ""),
    ("projects:report", _("Report"), ""),
]
# Parts of the page of an agreement: functions (request, agreement) -> Section | None.
AGREEMENT_SECTIONS: list[str] = ["cityclusters.projects.registry.sections.of_agreement"]
# What one can do behind the door Work: functions (reader) -> list of groups.door.Way.
WORK_WAYS: list[str] = [
    "cityclusters.groups.registry.sections.ways",
    "cityclusters.groups.meetings.sections.ways",
    "cityclusters.projects.registry.sections.ways",
    "cityclusters.groups.products.sections.ways",
]
