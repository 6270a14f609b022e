"""The journal's acts of `support` in words; settings.ACTS joins them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NEEDS: "dict[str, StrOrPromise]" = {
    "support_need.drafted": _("Need written as a draft"),
    "support_need.changed": _("Need changed"),
    "support_need.signature_asked": _("Signature under a need asked for"),
    "support_need.signed": _("Need signed"),
    "support_need.refused": _("Need not signed by the organisation"),
    "support_need.withdrawn": _("Need withdrawn"),
    "support_need.renewed": _("Need renewed"),
    "support_need.expired": _("Need expired"),
    "support_need.hosts_counted": _("Hosts of a need counted"),
    "support_need.shown": _("Who may read a need changed"),
    "support_need.kept_out": _("Need kept out of rounds"),
    "support_need.taken_in": _("Need taken into rounds again"),
}
OFFERS: "dict[str, StrOrPromise]" = {
    "offer.made": _("Offer begun"),
    "offer.changed": _("Offer changed"),
    "offer.submitted": _("Offer handed in"),
    "offer.verified": _("Offer verified"),
    "offer.refused": _("Offer not accepted"),
    "offer.opened": _("Offer opened"),
    "offer.open": _("Offer has room again"),
    "offer.full": _("Offer is full"),
    "offer.paused": _("Offer paused"),
    "offer.reopened": _("Offer begun again"),
    "offer.closed": _("Offer taken back"),
    "offer.expired": _("Offer is over"),
    "offer.asked": _("Host asked to confirm an offer"),
    "offer.confirmed": _("Offer confirmed"),
    "window.added": _("Room added to an offer"),
    "window.changed": _("Room of an offer changed"),
    "window.repeated": _("Room of an offer repeated for the next terms"),
    "window.removed": _("Room of an offer taken away"),
}
TRADE: "dict[str, StrOrPromise]" = {
    "trade.stated": _("Product offered or looked for"),
    "trade.changed": _("Entry about a product changed"),
    "trade.renewed": _("Entry about a product renewed"),
    "trade.ended": _("Entry about a product ended"),
    "enquiry.sent": _("Enquiry about a product passed on"),
    "enquiry.answered": _("Enquiry about a product answered"),
}
ROUNDS: "dict[str, StrOrPromise]" = {
    "round.opened": _("Round of matching opened"),
    "round.changed": _("Rules of a round changed"),
    "round.calculated": _("Round calculated"),
    "round.said": _("Need and host set together or apart"),
    "round.unsaid": _("Need and host no longer set together or apart"),
    "round.published": _("Round published"),
    "round.closed": _("Round closed"),
}
MATCHES: "dict[str, StrOrPromise]" = {
    "match.proposed": _("Match proposed to both sides"),
    "match.accepted": _("Match accepted by one side"),
    "match.both_accepted": _("Both sides accepted, place held"),
    "match.taken_back": _("Yes taken back"),
    "match.declined": _("Match declined"),
    "match.lapsed": _("Match lapsed"),
    "match.in_contact": _("In contact"),
    "support_need.unserved": _("No host found for a need"),
    "agreement.drafted": _("Draft of an agreement begun"),
    "agreement.changed": _("Text of an agreement changed"),
    "agreement.cleared": _("Text of an agreement cleared"),
    "agreement.signed": _("Agreement signed by one side"),
    "agreement.signed_by_both": _("Agreement signed by both sides"),
    "agreement.in_force": _("Agreement came into force"),
    "agreement.shown": _("Text of an agreement shown to everybody"),
    "agreement.hidden": _("Text of an agreement hidden"),
    "agreement.type_confirmed": _("Kind of cooperation confirmed"),
    "agreement.ended": _("Agreement ended before its last day"),
    "agreement.over": _("Agreement ended with its last day"),
}
GIVING: "dict[str, StrOrPromise]" = {
    "aid_item.added": _("Item added"),
    "aid_item.changed": _("Item changed"),
    "aid_drive.made": _("Drive started"),
    "aid_drive.changed": _("Drive changed"),
    "aid_request.made": _("Help asked for"),
    "aid_request.closed": _("Request closed"),
    "aid_request.open": _("Request open again"),
    "aid_request.partly_met": _("Request partly met"),
    "aid_request.met": _("Request met"),
    "aid_pledge.made": _("Pledge made"),
    "aid_pledge.agreed": _("Pledge agreed to"),
    "aid_pledge.withdrawn": _("Pledge taken back"),
    "aid_shipment.prepared": _("Shipment prepared"),
    "aid_shipment.shipped": _("Shipment has left"),
    "aid_shipment.in_customs": _("Shipment in customs"),
    "aid_shipment.received": _("Receipt confirmed"),
    "aid_shipment.partly_received": _("Receipt of a part confirmed"),
    "aid_shipment.rejected": _("Shipment rejected"),
    "aid_shipment.distributed": _("Goods handed out"),
    "aid_shipment.corrected": _("Number corrected"),
    "aid_evidence.added": _("Evidence added"),
    "aid_evidence.shown": _("Evidence shown to everybody"),
    "aid_evidence.hidden": _("Evidence no longer shown"),
    "aid_evidence.removed": _("Evidence removed"),
}
