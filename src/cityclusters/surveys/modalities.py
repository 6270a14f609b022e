"""Forms of cooperation that a need can ask for and, later, an offer can give: codes with words."""

from django.utils.translation import gettext_lazy as _

MODALITIES = {
    "online_exchange": _("Technical exchange online"),
    "study_tour": _("Study tour or site visit"),
    "training": _("Training course"),
    "peer_review": _("Peer review"),
    "expert": _("Advice from an expert on site"),
    "secondment": _("Secondment or internship"),
    "twinning": _("Twinning or long-term partnership"),
    "pilot": _("Joint pilot project"),
    "documentation": _("Knowledge product or documentation"),
    "technology": _("Technology transfer"),
    "in_kind": _("Donation in kind"),
    "funding": _("Funding or co-financing"),
    "brokering": _("Finding partners"),
    "advocacy": _("Advocacy or a network"),
}
