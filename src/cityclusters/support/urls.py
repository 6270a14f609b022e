"""Addresses of this app, one list per room."""

from django.urls import URLPattern

from cityclusters.support.giving.urls import GIVING
from cityclusters.support.matches.urls import MATCHES
from cityclusters.support.needs.urls import NEEDS
from cityclusters.support.offers.urls import OFFERS
from cityclusters.support.peers.urls import PEERS
from cityclusters.support.rounds.urls import ROUNDS
from cityclusters.support.trade.urls import TRADE

app_name = "support"
urlpatterns: list[URLPattern] = [*NEEDS, *OFFERS, *PEERS, *ROUNDS, *MATCHES, *GIVING, *TRADE]
