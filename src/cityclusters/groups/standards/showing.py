"""What a product's page may claim, and what its people are told instead (rule HU4, case T19)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import day
from cityclusters.core.texts import pick
from cityclusters.groups.models import ComplianceRecord, Product
from cityclusters.groups.standards import claims
from cityclusters.groups.standards.catalogue import Standard, standards, traits
from cityclusters.groups.standards.claims import Claim, Evidence, Scope, Thing
from cityclusters.places.countries import country_name


class Shown(NamedTuple):
    """A record with what may be said of it: `text` for everybody ('' for nothing), `why` for its people."""

    record: ComplianceRecord
    standard: Standard
    claim: Claim
    text: str
    why: str

    @property
    def is_badge(self) -> bool:
        """Whether it is a claim that stands."""
        return self.claim.says == "shown"


def judged(record: ComplianceRecord, product: Product | None, today: date) -> Shown | None:
    """The record, for the product or (None) for the place where the group makes things; None for a standard
    that the file does not know any more. `record.group.place` should be loaded."""
    standard = standards().get(record.standard)
    if standard is None:
        return None
    held = product.traits if product is not None else None
    thing = Thing(held, record.group.place.country_id)
    evidence = Evidence(
        state=record.state,
        body=record.body,
        has_evidence=record.has_evidence,
        certified_on=record.certified_on,
        expires_on=record.expires_on,
    )
    scope = Scope(standard.about, standard.needs, standard.excludes, standard.countries)
    found = claims.claim(scope, thing, evidence, today)
    return Shown(record, standard, found, _public(record, standard, found), why(found))


def _public(record: ComplianceRecord, standard: Standard, claim: Claim) -> str:
    """What everybody reads. A certificate of the place where things are made is not one of the product."""
    name = pick(standard.name).text
    if claim.says == "working":
        return _("Working towards: %(standard)s") % {"standard": name}
    if claim.says == "none":
        return ""
    values = {"standard": name, "body": record.body, "day": day(record.expires_on)}
    if standard.holds_for_product():
        return _("%(standard)s, certified by %(body)s, valid until %(day)s") % values
    return _("Where it is made: %(standard)s, certified by %(body)s, valid until %(day)s") % values


def why(claim: Claim) -> str:
    """Why there is no badge, and what would help; '' where there is one."""
    words: Mapping[str, str] = {
        "": "",
        "laboratory": _("This standard is for laboratories. It is never a claim about a product."),
        "country": _("This standard does not hold for %(about)s."),
        "about_product": _("This standard is about one product. Start it on the page of that product."),
        "excluded": _("The standard is not meant for this product, because it says: %(about)s."),
        "missing": _("The standard is meant for products of which this is ticked: %(about)s."),
        "not_started": _("Nothing is certified yet."),
        "in_preparation": _("Nothing is certified yet. Only “working towards” is shown."),
        "self_declared": _("Your own word is not enough: a named body must certify it."),
        "audited": _("It was audited, but no certificate is written down yet."),
        "suspended": _("The certificate is suspended."),
        "withdrawn": _("The certificate was withdrawn."),
        "no_body": _("Write down who certified it."),
        "no_evidence": _("Add the certificate, or say where the paper is kept."),
        "not_yet": _("Write down since when it is certified; the day must not be in the future."),
        "no_last_day": _("Write down until when the certificate is valid."),
        "expired": _("Hidden since %(since)s: the certificate has run out."),
    }
    values = {"about": _about(claim), "since": day(claim.since)}
    if claim.reason == "expired" and claim.since is None:
        return _("The certificate has run out.")
    return words[claim.reason] % values if claim.reason in words else ""


def _about(claim: Claim) -> str:
    if claim.reason == "country":
        return country_name(claim.about)
    return pick(traits().get(claim.about)).text


def records_of(product: Product) -> list[ComplianceRecord]:
    """Those of the product, and those of the place where it is made if it is made there. One query."""
    mine = Q(product=product)
    if product.made_in_unit or product.member_id is None:
        mine |= Q(product=None, group=product.group)
    rows = ComplianceRecord.objects.filter(mine).select_related("group__place").order_by("product", "pk")
    return list(rows)


def of_product(product: Product) -> list[Shown]:
    """All of them, judged today at the place of the group."""
    today = product.group.today()
    found = (judged(record, product, today) for record in records_of(product))
    return [shown for shown in found if shown is not None]


def in_public(shown: Iterable[Shown]) -> list[Shown]:
    """Those of which something may be said, badges first."""
    return sorted((one for one in shown if one.text), key=lambda one: not one.is_badge)


def meets_a_standard(product: Product) -> bool:
    """Whether one standard that is meant for it is met: certified, or every line of its checklist met."""
    for one in of_product(product):
        if one.is_badge:
            return True
        outside = one.claim.reason in ("laboratory", "country", "about_product", "excluded", "missing")
        if not outside and one.record.state in ("self_declared", "audited") and is_complete(one.record):
            return True
    return False


def is_complete(record: ComplianceRecord) -> bool:
    """Whether every line of the checklist is met or does not apply."""
    standard = standards().get(record.standard)
    met = set(record.answers.filter(met__in=["yes", "na"]).values_list("item", flat=True))
    return standard is not None and met >= {item.code for item in standard.items}
