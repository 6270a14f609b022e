"""Writing a need: a new draft, changing it, asking for the signature, signing (rule PE1)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.core.texts import with_commas
from cityclusters.journal.acts import record
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need, Wish
from cityclusters.support.models.choices import NeedState
from cityclusters.support.needs import letters, rules
from cityclusters.surveys.models import StatementOfNeed

FIELDS = (
    "language", "title", "problem", "result", "sdg_targets", "modalities", "languages", "window_start",
    "window_end", "urgency", "wants", "elsewhere", "shown_to",
)  # fmt: skip
MUST = ("title", "problem", "modalities", "languages")


class Written(NamedTuple):
    """What somebody wrote: values of FIELDS by name, themes, and wishes that are not saved."""

    fields: dict[str, Any]
    themes: Sequence[Theme]
    wishes: Sequence[Wish]


def place_of(organisation: Organisation) -> Place:
    """Where the organisation is, or the nearest one above it. Raises NotPossible where nobody knows."""
    for one in (organisation, *organisation.ancestors()):
        if one.place is not None:
            return one.place
    raise NotPossible(_("This organisation has no place yet. Add it on the organisation's page first."))


def locked(need: Need) -> Need:
    """The row as it is now; nobody else writes it before the transaction ends."""
    return Need.objects.select_for_update().get(pk=need.pk)


@transaction.atomic
def create(
    by: Person,
    organisation: Organisation,
    written: Written,
    *,
    practice: Practice | None = None,
    statement: StatementOfNeed | None = None,
) -> Need:
    """A new draft.

    Raises NotPossible for an organisation for which she can't write or that has no place, and for a
    statement that became a need already."""
    if not rules.organisations_for(by).filter(pk=organisation.pk).exists():
        raise NotPossible(_("You have no post in this organisation, so you can't write for it."))
    if statement is not None:
        StatementOfNeed.objects.select_for_update().get(pk=statement.pk)
        if Need.objects.filter(statement=statement).exists():
            raise NotPossible(_("This statement has become a need already."))
    need = Need(
        once=secret_code(), organisation=organisation, place=place_of(organisation), author=by,
        practice=practice, statement=statement,
    )  # fmt: skip
    _put(need, written)
    record(by, "support_need.drafted", need, organisation=organisation)
    return need


def _put(need: Need, written: Written) -> None:
    for name in FIELDS:
        if name in written.fields:
            setattr(need, name, written.fields[name])
    need.save()
    need.themes.set(written.themes)
    need.wishes.all().delete()
    for rank, wish in enumerate(written.wishes, 1):
        wish.pk, wish.need, wish.rank = None, need, rank
        wish.save(force_insert=True)


@transaction.atomic
def change(need: Need, by: Person, written: Written) -> None:
    """Writes it anew. An open need keeps its state and its proposals; where it says something else now, its
    page says since when, and hosts to whom it was proposed get a letter.

    Raises NotPossible for somebody who may not, or where its state does not allow it any more."""
    row = locked(need)
    if not rules.may_write(by, row):
        raise NotPossible(_("This need can't be changed now: it is no longer open, or you don't act for it."))
    is_new = row.state != NeedState.DRAFT and _differs(row, written)
    if is_new:
        row.changed_at = timezone.now()
    _put(row, written)
    record(by, "support_need.changed", row, organisation=row.organisation, state=row.state)
    if is_new:
        letters.tell_hosts_of_change(row)
    need.refresh_from_db()


def _differs(need: Need, written: Written) -> bool:
    """Whether it will say something else; who may read it says nothing about what is asked for."""
    said = {name: value for name, value in written.fields.items() if name in FIELDS and name != "shown_to"}
    if any(getattr(need, name) != value for name, value in said.items()):
        return True
    names = ("country_id", "place_id", "organisation_id")
    wishes = [tuple(getattr(wish, name) for name in names) for wish in written.wishes]
    themes = {theme.pk for theme in written.themes}
    return themes != {theme.pk for theme in need.themes.all()} or wishes != [*need.wishes.values_list(*names)]


def missing(need: Need) -> list[str]:
    """What a round can't do without and the need does not say yet, in words."""
    found = [str(Need._meta.get_field(name).verbose_name) for name in MUST if not getattr(need, name)]  # type: ignore[union-attr]
    if not need.themes.exists():
        found.append(str(_("themes")))
    return found


@transaction.atomic
def ask_signature(need: Need, by: Person) -> int:
    """Asks the focal points of the organisation to sign a draft; how many got a letter. Asking again, by
    whom it may be, changes nothing.

    Raises NotPossible for a draft that lacks what is needed, or is none any more."""
    row = locked(need)
    if row.state != NeedState.DRAFT or not rules.is_inside(by, row):
        raise NotPossible(_("This need is no draft any more."))
    _must_be_whole(row)
    if row.asked_at is not None:
        return 0
    row.asked_at, row.end_reason = timezone.now(), ""
    row.save(update_fields=["asked_at", "end_reason"])
    record(by, "support_need.signature_asked", row, organisation=row.organisation)
    need.refresh_from_db()
    return letters.ask_focal_points(row)


def _must_be_whole(need: Need) -> None:
    lacking = missing(need)
    if lacking:
        raise NotPossible(_("Something is missing: %(parts)s.") % {"parts": with_commas(lacking)})


@transaction.atomic
def sign(need: Need, by: Person) -> None:
    """Signs it for the organisation: it is open for twelve months. Signing twice changes nothing.

    Raises NotPossible without a mandate that is in force today (rule PE1), for a draft that lacks what is
    needed, and for a need that was withdrawn."""
    row = locked(need)
    mandates = Mandate.objects.valid().filter(person=by, organisation=row.organisation, may_act=True)
    mandate = mandates.order_by("-end", "pk").first()
    if mandate is None:
        raise NotPossible(_("Only somebody who acts for the organisation today can sign for it."))
    if row.state == NeedState.WITHDRAWN:
        raise NotPossible(_("This need was withdrawn."))
    if row.state != NeedState.DRAFT:
        return
    _must_be_whole(row)
    row.state, row.signed_by, row.signed_with, row.signed_at = NeedState.OPEN, by, mandate, timezone.now()
    row.expires_on = timezone.localdate() + timedelta(days=settings.NEED_OPEN_DAYS)
    row.end_reason = ""
    row.save(update_fields=["state", "signed_by", "signed_with", "signed_at", "expires_on", "end_reason"])
    record(by, "support_need.signed", row, organisation=row.organisation, post=mandate.post)
    if row.author is not None and row.author_id != by.pk:
        letters.tell_author(row, "need_signed")
    need.refresh_from_db()
