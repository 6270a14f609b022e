"""Putting an uploaded table of offers into the records, all of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Offer, Window
from cityclusters.support.offers import acts, windows
from cityclusters.support.offers.duplicates import alike


def hosts_of(person: Person) -> list[Organisation]:
    """The organisations for which she may act."""
    rows = Organisation.objects.filter(pk__in=focal_organisations(person)).select_related("place")
    return list(rows.order_by("folded", "pk"))


def offers_of(hosts: Sequence[Organisation]) -> dict[str, Offer]:
    """Their offers by public id."""
    rows = Offer.objects.filter(organisation__in=hosts).select_related("organisation__place", "place")
    return {row.public_id: row for row in rows}


def windows_of(hosts: Sequence[Organisation]) -> dict[str, Window]:
    """The windows of their offers by public id."""
    rows = Window.objects.filter(offer__organisation__in=hosts).select_related("offer__organisation")
    return {row.public_id: row for row in rows}


def warnings(read: Sequence[Mapping[str, Any]], hosts: Sequence[Organisation]) -> list[tuple[int, Offer]]:
    """New offers of the table that look like one that is there: (line, the known offer)."""
    by_id = {row.public_id: row for row in hosts}
    found = []
    for one in read:
        host = by_id.get(one["organisation"])
        if not one["offer"] and host is not None:
            like = alike(host, one["fields"]["title"], one["fields"]["themes"])
            found += [(one["line"], row) for row in like[:1]]
    return found


def _days(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with their days as days."""
    days = ("expires_on", "starts", "ends")
    return {
        name: (date.fromisoformat(value) if value else None) if name in days else value
        for name, value in fields.items()
    }


@transaction.atomic
def put_in(read: Sequence[Mapping[str, Any]], by: Person) -> tuple[int, int]:
    """Writes what was read: gives how many offers are new and how many were there. Doing it again changes
    nothing. Raises NotPossible, and then nothing is written."""
    hosts = hosts_of(by)
    by_id, offers, rooms = {row.public_id: row for row in hosts}, offers_of(hosts), windows_of(hosts)
    made = changed = 0
    for one in read:
        offer = offers.get(one["offer"])
        if offer is not None:
            _change(offer, by, one["fields"])
            changed += 1
        else:
            offer = _make(one, by, by_id)
            made += 1
        for window in one["windows"]:
            _room(offer, by, window, rooms)
    return made, changed


def _make(one: Mapping[str, Any], by: Person, hosts: Mapping[str, Organisation]) -> Offer:
    host = hosts.get(one["organisation"])
    if host is None:
        raise NotPossible(_("Only a focal point of the organisation can offer something for it."))
    fields = _days(one["fields"])
    themes = Theme.objects.filter(pk__in=fields.pop("themes"))
    return acts.make(by, host, once=one["once"], themes=themes, **fields)


def _change(offer: Offer, by: Person, said: Mapping[str, Any]) -> None:
    fields = _days(said)
    fields.setdefault("expires_on", offer.expires_on)
    codes = fields.pop("themes", None)
    themes = offer.themes.all() if codes is None else Theme.objects.filter(pk__in=codes)
    acts.change(offer, by, themes=list(themes), practices=list(offer.practices.all()), **fields)


def _room(offer: Offer, by: Person, one: Mapping[str, Any], known: Mapping[str, Window]) -> None:
    fields, row = _days(one["fields"]), known.get(one["window"])
    if row is not None:
        windows.change(row, by, **fields)
        return
    twin = {name: fields[name] for name in ("modality", "slots", "starts", "ends")}
    if not Window.objects.filter(offer=offer, **twin).exists():
        windows.add(offer, by, **fields)
