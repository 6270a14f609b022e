"""The journal's acts of `groups` and `projects` in words; settings.ACTS joins them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GROUPS: "dict[str, StrOrPromise]" = {}
PROJECTS: "dict[str, StrOrPromise]" = {
    "projects_phase.closed": _("Phase closed"),
    "projects_phase.reopened": _("Phase opened again"),
    "projects_team.joined": _("Joined the team"),
    "projects_team.changed": _("Part in the team changed"),
    "projects_team.left": _("Left the team"),
    "projects_team.handed_over": _("Lead handed over"),
    "projects_project.made": _("Project begun"),
    "projects_project.changed": _("Project changed"),
    "projects_project.suspended": _("Project suspended"),
    "projects_project.resumed": _("Project taken up again"),
    "projects_project.cancelled": _("Project cancelled"),
    "projects_project.type_confirmed": _("Kind of cooperation confirmed"),
    "projects_partner.added": _("Partner added"),
    "projects_partner.removed": _("Partner removed"),
    "projects_checklist.answered": _("Item of the checklist answered"),
    "projects_checklist.approved": _("Item said not to apply, by a second person"),
    "projects_checklist.refused": _("Item does apply, a second person said"),
    "projects_risk.added": _("Risk to women added"),
    "projects_risk.changed": _("Risk to women changed"),
    "projects_risk.removed": _("Risk to women removed"),
    "projects_commission.made": _("Commission set up"),
    "projects_commission.changed": _("Rules of the commission changed"),
    "projects_seat.added": _("Seat in the commission added"),
    "projects_seat.changed": _("Seat in the commission changed"),
    "projects_seat.ended": _("Seat in the commission ended"),
    "projects_meeting.planned": _("Meeting of the commission planned"),
    "projects_meeting.changed": _("Meeting of the commission changed"),
    "projects_meeting.held": _("Meeting of the commission held"),
    "projects_meeting.cancelled": _("Meeting of the commission cancelled"),
    "projects_decision.made": _("Decision of the commission"),
    "projects_decision.removed": _("Decision of the commission removed"),
    "projects_endorsement.given": _("Endorsed by the commission"),
    "projects_endorsement.withdrawn": _("Endorsement withdrawn"),
}
