"""The certificate as a PDF, in the person's language."""

import io
from pathlib import Path
from typing import Any

import segno
from babel.dates import format_date, format_interval
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cityclusters.core.texts import RIGHT_TO_LEFT, pick
from cityclusters.core.typeset import Document, render
from cityclusters.exchanges.models import Certificate
from cityclusters.journal.letters import absolute

TEMPLATE = Path(__file__).resolve().parent / "typeset" / "certificate.typ"


def certificate_file(certificate: Certificate) -> Document:
    """The PDF. Raises core.typeset.TypesettingFailed."""
    with translation.override(certificate.language):
        data = _data(certificate)
    return render(TEMPLATE, data, made_at=certificate.issued_at)


def _data(certificate: Certificate) -> dict[str, Any]:
    """Everything the template shows, as text in the active language."""
    language = certificate.language
    title, organiser = pick(certificate.event_title), pick(certificate.terms.get("organiser"))
    address = absolute(certificate.get_absolute_url())
    return {
        "language": language,
        "rtl": language in RIGHT_TO_LEFT,
        "kind": certificate.get_kind_display(),
        "site": str(settings.SITE_NAME),
        "organiser": organiser.text,
        "opening": _("This is to certify that"),
        "name": certificate.name,
        "did": did(certificate),
        "title": title.text,
        "days": days(certificate, language),
        "meaning": meaning(certificate),
        "issued": _("Issued on %(day)s")
        % {"day": format_date(certificate.issued_at, "long", locale=language)},
        "check": _("Check this certificate at %(address)s with the code")
        % {"address": absolute(reverse("exchanges:certificates-check"))},
        "code": certificate.spaced_code,
        "qr": _qr(address),
        "qr_alt": _("QR code of the page that verifies this certificate"),
        "note": _(
            "Some characters of this document are in none of its fonts. The page of the certificate shows "
            "them."
        ),
    }


def did(certificate: Certificate) -> str:
    """What the person did, by the kind of the certificate."""
    texts = {
        "participation": _("took part in"),
        "completion": _("completed"),
        "appreciation": _("contributed to"),
    }
    return texts[certificate.kind]


def meaning(certificate: Certificate) -> str:
    """What the kind means, with the terms that held when it was issued (rule EX3: the text names which)."""
    terms = {
        "share": certificate.terms.get("participation", 50),
        "full": certificate.terms.get("completion", 75),
    }
    if certificate.kind == Certificate.Kind.APPRECIATION:
        return _("A certificate of appreciation thanks for a contribution to the programme.")
    if certificate.kind == Certificate.Kind.PARTICIPATION:
        return (
            _(
                "A certificate of participation states presence for at least %(share)s %% of the minutes "
                "of all sessions. It does not state that an assessment was passed."
            )
            % terms
        )
    if certificate.terms.get("assessment", True):
        return (
            _(
                "A certificate of completion states presence for at least %(full)s %% of the minutes of all "
                "sessions and a passed assessment."
            )
            % terms
        )
    return (
        _(
            "A certificate of completion states presence for at least %(full)s %% of the minutes "
            "of all sessions."
        )
        % terms
    )


def days(certificate: Certificate, language: str) -> str:
    """The day or the days of the event in the language: '2 – 6 Nov 2020' in the order of the language."""
    first, last = certificate.event_first_day, certificate.event_last_day
    if first == last:
        return format_date(first, format="long", locale=language)
    return format_interval(first, last, "yMMMd", locale=language)


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=0, dark="#1d2b2a", xmldecl=False)
    return out.getvalue().decode()
