"""What the records of the project themselves say about an item: shown beside it, never its answer."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.projects.commission import counting
from cityclusters.projects.models import Project
from cityclusters.projects.team import facts, words

TEAM = {"GM01", "GM02"}
COMMISSION = {"GM09", "GM11"}
RISKS = "GM29"


def of(project: Project, asked: Collection[str]) -> dict[str, str]:
    """Item to words, for those of `asked` about which the records say something; at most six queries."""
    said: dict[str, str] = {}
    if TEAM & set(asked):
        known = facts.today(project)
        said["GM01"] = words.verdict(known.deciding)
        focal = (
            _("a gender focal point with time is named")
            if known.has_focal_time
            else _("no gender focal point with time is named")
        )
        said["GM02"] = _("%(unbriefed)d of %(people)d people not briefed yet; %(focal)s") % {
            "unbriefed": known.unbriefed, "people": known.people, "focal": focal,
        }  # fmt: skip
    if COMMISSION & set(asked):
        said |= _of_commission(project)
    if RISKS in asked:
        number = project.risks.filter(removed_at=None).count()
        said[RISKS] = ngettext("%(n)d risk in the list", "%(n)d risks in the list", number) % {"n": number}
    return {item: text for item, text in said.items() if item in asked}


def _of_commission(project: Project) -> dict[str, str]:
    seats = counting.seats_of(project)
    voting = counting.of_seats([seat for seat in seats if seat.votes])
    small = sum(seat.votes and seat.kind in seat.SMALL_KINDS for seat in seats)
    raised = counting.raised(project)
    return {
        "GM09": _("%(votes)d votes, %(small)d of small or home-based producers. %(verdict)s") % {
            "votes": voting.total, "small": small, "verdict": words.verdict(voting),
        },
        "GM11": _("Items raised: %(all)d, by women %(women)d, by men %(men)d") % {
            "all": raised.total, "women": raised.female, "men": raised.male,
        },
    }  # fmt: skip
