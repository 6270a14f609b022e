"""The first draft of an agreement, from what the need and the offer say; and its kind by the countries."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cityclusters.core.texts import pick
from cityclusters.people.models import Organisation
from cityclusters.places import cooperation
from cityclusters.support.models import Agreement, Match, Need, Window
from cityclusters.surveys.modalities import MODALITIES

TITLE, SCOPE = 200, 5000
SITE = [code for code, _name in settings.LANGUAGES]
MULTILATERAL = (Organisation.Kind.UN, Organisation.Kind.MULTILATERAL)


def shared_language(need: Need, window: Window) -> str:
    """A language that both sides work in: the need's first one that the host offers; one that says nothing
    takes all. Where they share none that the platform writes in, the language of the need."""
    wanted = [*need.languages, need.language]
    given = [*window.languages, *window.offer.languages] or wanted
    shared = [code for code in wanted if code in given] or [need.language]
    return str(next((code for code in shared if code in SITE), shared[0]))


def _later(*days: date | None) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if known else None


def _days(need: Need, window: Window) -> tuple[date, date]:
    """Within the window, not before the need's own first day where that still fits."""
    starts = _later(window.starts, need.window_start, timezone.localdate()) or window.starts
    return (starts, window.ends) if starts <= window.ends else (window.starts, window.ends)


def draft(match: Match) -> Agreement:
    """An agreement that is not saved yet, in the language that both share."""
    need, window = match.need, match.window
    offer = window.offer
    language = shared_language(need, window)
    starts, ends = _days(need, window)
    with override(language if language in SITE else settings.LANGUAGE_CODE):
        names = {"guest": pick(need.organisation.names).text, "host": pick(offer.organisation.names).text}
        title = _("%(guest)s and %(host)s: agreement on cooperation") % names
        form = str(MODALITIES.get(window.modality, ""))
        page = {"need": need, "offer": offer, "modality": form, **names}
        scope = render_to_string("support/agreement_scope.txt", page).strip()
    made = Agreement(
        match=match,
        need_side=need.organisation,
        host_side=offer.organisation,
        language=language,
        title=title[:TITLE],
        scope=scope[:SCOPE],
        starts=starts,
        ends=ends,
    )
    made.type = proposed_type(made)
    return made


def _country(organisation: Organisation | None) -> str:
    place = organisation.place if organisation else None
    return place.country_id if place else ""


def proposed_type(agreement: Agreement) -> Agreement.Type:
    """The kind that the countries of both sides and of who supports them suggest (rule CO9); a person
    confirms it."""
    partners = [_country(agreement.need_side), _country(agreement.host_side)]
    return Agreement.Type(cooperation.proposed_type(partners, _facilitators(agreement)))


def _facilitators(agreement: Agreement) -> list[str]:
    """The country of a supporter whose support is on record; nothing of one that says not what it gives, or
    that is of no known country."""
    supporter = agreement.supporter
    if supporter is None or not agreement.support.strip():
        return []
    if supporter.kind in MULTILATERAL:
        return [cooperation.MULTILATERAL]
    return list(filter(None, [_country(supporter)]))


def is_triangular(agreement: Agreement) -> bool:
    """Two developing countries, and a third party that supports them and says with what: a country outside
    the South, or a multilateral organisation (rule CO9)."""
    return proposed_type(agreement) == Agreement.Type.TRIANGULAR
