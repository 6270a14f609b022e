"""Matches and agreements in words: states with their colour, reasons, forms of cooperation."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cityclusters.support.models import Agreement, Match
from cityclusters.support.models.choices import MatchState
from cityclusters.support.words import reason_words
from cityclusters.surveys.modalities import MODALITIES

register = template.Library()
MATCH_COLOURS = {
    MatchState.SUGGESTED: "off",
    MatchState.PROPOSED: "wait",
    MatchState.ONE: "wait",
    MatchState.BOTH: "ok",
    MatchState.IN_CONTACT: "ok",
    MatchState.AGREED: "ok",
    MatchState.DECLINED: "off",
    MatchState.LAPSED: "off",
}
AGREEMENT_COLOURS = {
    Agreement.State.DRAFTING: "wait",
    Agreement.State.CLEARANCE: "wait",
    Agreement.State.SIGNED: "ok",
    Agreement.State.IN_FORCE: "ok",
    Agreement.State.ENDED: "off",
}


@register.filter
def match_badge(match: Match) -> SafeString:
    """The state of a match: colour and word."""
    state = MatchState(match.state)
    return format_html('<span class="badge {}">{}</span>', MATCH_COLOURS[state], state.label)


@register.filter
def agreement_badge(agreement: Agreement) -> SafeString:
    """The state of an agreement: colour and word."""
    state = Agreement.State(agreement.state)
    return format_html('<span class="badge {}">{}</span>', AGREEMENT_COLOURS[state], state.label)


@register.filter
def why_unserved(code: str) -> str:
    """Why a need has no host, as a sentence."""
    return reason_words(code)


@register.filter
def form_of_cooperation(code: str) -> str:
    """A form of cooperation in words."""
    return str(MODALITIES.get(code, code))
