"""Making and changing an offer."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Adaptation, Practice
from cityclusters.support.models import Offer
from cityclusters.support.models.choices import OfferState as State
from cityclusters.support.offers import states

WORDS = ("title", "text", "language")
FACTS = ("place", "sdg_targets", "languages", "expires_on")


def evidence(organisations: Sequence[int] | frozenset[int]) -> "QuerySet[Practice]":
    """Published practices that organisations (by key) own or have said that they adapt."""
    adapted = Adaptation.objects.filter(organisation__in=organisations, confirmed_at__isnull=False)
    own = Q(organisation__in=organisations) | Q(pk__in=adapted.values("practice"))
    return Practice.objects.published().filter(own).select_related("version").order_by("-published_at", "-pk")


@transaction.atomic
def make(
    by: Person, organisation: Organisation, *, once: str, themes: Any, practices: Any = (), **fields: Any
) -> Offer:
    """A new offer as a draft that only its host and officers see; the same form sent twice gives one. Raises
    NotPossible for somebody who may not act for the organisation."""
    if not by.acts_for(organisation):
        raise NotPossible(_("Only a focal point of the organisation can offer something for it."))
    place = fields.pop("place", None) or organisation.place
    if place is None:
        raise NotPossible(_("Say where it is."))
    known = {"organisation": organisation, "author": by, "place": place, **fields}
    offer, is_new = Offer.objects.get_or_create(once=once, defaults=known)
    if not by.acts_for(offer.organisation):  # somebody else's form
        raise NotPossible(_("Open the form again and send it once more."))
    if is_new:
        offer.themes.set(themes)
        offer.practices.set(practices)
        record(by, "offer.made", offer, organisation=organisation)
    return offer


@transaction.atomic
def change(offer: Offer, by: Person, *, themes: Any, practices: Any = (), **fields: Any) -> bool:
    """Changes what an offer says. What is verified and says something else now is looked at once more while
    it stays open: True then. Raises NotPossible for anybody but the host, and for an open offer without its
    last day."""
    row = states.locked(offer)
    if not by.acts_for(row.organisation):
        raise NotPossible(_("Only a focal point of the organisation can do this."))
    if row.state in (State.OPEN, State.FULL) and fields.get("expires_on") is None:
        raise NotPossible(_("An open offer has a last day."))
    fields["place"] = fields.get("place") or row.place
    says_else = any(name in fields and getattr(row, name) != fields[name] for name in WORDS)
    says_else = says_else or {one.pk for one in practices} != set(row.practices.values_list("pk", flat=True))
    says_else = says_else or {one.pk for one in themes} != set(row.themes.values_list("pk", flat=True))
    for name in (*WORDS, *FACTS):
        if name in fields:
            setattr(row, name, fields[name])
    row.themes.set(themes)
    row.practices.set(practices)
    if says_else:
        states.check_again(row, by)
    row.save()
    record(by, "offer.changed", row, organisation=row.organisation)
    offer.refresh_from_db()
    return says_else and row.verified_at is not None
