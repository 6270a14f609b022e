"""Needs and offers, rounds and matches, agreements, and the ledger of what was given."""

from cityclusters.support.models.agreement import Agreement, Assent
from cityclusters.support.models.giving import Drive, Evidence, Item, Line, Pledge, Request, Shipment
from cityclusters.support.models.match import Match, Unserved
from cityclusters.support.models.need import Need, Wish
from cityclusters.support.models.offer import Offer, Window
from cityclusters.support.models.round import Choice, Outcome, Round, Run, Wanted
from cityclusters.support.models.trade import Enquiry, Trade

__all__ = [
    "Agreement",
    "Assent",
    "Choice",
    "Drive",
    "Enquiry",
    "Evidence",
    "Item",
    "Line",
    "Match",
    "Need",
    "Offer",
    "Outcome",
    "Pledge",
    "Request",
    "Round",
    "Run",
    "Shipment",
    "Trade",
    "Unserved",
    "Wanted",
    "Window",
    "Wish",
]
