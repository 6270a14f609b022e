"""Addresses of this room."""

from django.urls import URLPattern, path

from cityclusters.support.matches.views import agreements, matches, officer

MATCH = "matches/<str:public_id>"
AGREEMENT = "agreements/<str:public_id>"
MATCHES: list[URLPattern] = [
    path("matches/", matches.mine, name="matches"),
    path("matches.xlsx", officer.spreadsheet, name="matches-table"),
    path("matches/all/", officer.listing, name="matches-all"),
    path(f"{MATCH}/", matches.detail, name="match"),
    path(f"{MATCH}/acceptance/", matches.accept, name="match-accept"),
    path(f"{MATCH}/acceptance/removal/", matches.take_back, name="match-take-back"),
    path(f"{MATCH}/refusal/", matches.decline, name="match-decline"),
    path(f"{MATCH}/contact/", matches.in_contact, name="match-contact"),
    path(f"{MATCH}/agreement/", matches.begin, name="match-agreement"),
    path("agreements/", agreements.listing, name="agreements"),
    path(f"{AGREEMENT}/", agreements.detail, name="agreement"),
    path(f"{AGREEMENT}/text/", agreements.text, name="agreement-text"),
    path(f"{AGREEMENT}/clearance/", agreements.clear, name="agreement-clear"),
    path(f"{AGREEMENT}/signature/", agreements.sign, name="agreement-sign"),
    path(f"{AGREEMENT}/showing/", agreements.show, name="agreement-show"),
    path(f"{AGREEMENT}/ending/", agreements.end, name="agreement-end"),
    path(f"{AGREEMENT}/kind/", agreements.kind, name="agreement-kind"),
    path(f"{AGREEMENT}/paper/", agreements.paper, name="agreement-paper"),
]
