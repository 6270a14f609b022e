"""Statements of need: stating, signing, ending the contact, withdrawing. Each act touches the journal, the
follow-up queue and the consents."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.journal.acts import id_of, record
from cityclusters.journal.follow_ups import open_follow_up
from cityclusters.journal.letters import absolute, write
from cityclusters.journal.models import FollowUp
from cityclusters.people import consents
from cityclusters.people.models import Consent, Mandate, Organisation, Person, RoleGrant
from cityclusters.spaces.models import Membership, Theme
from cityclusters.surveys.models import StatementOfNeed
from cityclusters.surveys.refusals import SurveyRefused

KIND = "need"
KIND_OF_SUBJECT = StatementOfNeed._meta.label_lower
State = StatementOfNeed.State


def organisations_for(person: Person, exchange: Exchange | None) -> "QuerySet[Organisation]":
    """For whom the person can state a need: organisations in which she has a post today, and the one under
    which she is registered for the exchange, if it comes from one."""
    posts = Mandate.objects.valid().filter(person=person).values("organisation_id")
    seats = Registration.objects.filter(person=person, exchange=exchange).values("organisation_id")
    return Organisation.objects.filter(Q(pk__in=posts) | Q(pk__in=seats)).order_by("pk")


def post_in(person: Person, organisation: Organisation, exchange: Exchange | None) -> str:
    """Her post there today, else the one on her registration."""
    mandate = Mandate.objects.valid().filter(person=person, organisation=organisation).first()
    if mandate is not None:
        return mandate.post
    seat = Registration.objects.filter(person=person, exchange=exchange, organisation=organisation).first()
    return seat.post if seat else ""


def focal_points(organisation: Organisation) -> "QuerySet[Mandate]":
    """The mandates of those who may sign for the organisation today."""
    return Mandate.objects.valid().filter(organisation=organisation, may_act=True)


def owner_of(statement: StatementOfNeed) -> Person | None:
    """Who answers it: the owner of the exchange; for a question a steward of its space, else an officer."""
    if statement.exchange is not None:
        return statement.exchange.owner
    asked = statement.question
    stewards = Membership.objects.now().stewards().filter(space=asked.space if asked else None)
    found = stewards.select_related("person").order_by("joined_at", "pk").first()
    if found is not None:
        return found.person
    grants = RoleGrant.objects.filter(role=RoleGrant.Role.OFFICER, ended_at=None, person__state="active")
    grant = grants.select_related("person").order_by("pk").first()
    return grant.person if grant else None


def consents_of(person: Any) -> "QuerySet[Consent]":
    """The consents in force to be contacted about a need; `person` is a person or a reference to one."""
    return Consent.objects.filter(person=person, purpose=Consent.Purpose.FOLLOW_UP, withdrawn_at=None)


def state_need(statement: StatementOfNeed, themes: Iterable[Theme], by: Person) -> StatementOfNeed:
    """Keeps the statement, signed where she may act for the organisation (rule PE1), else waiting for a
    focal point, who gets a letter. Sending the same form twice gives the first statement.

    With consent to be contacted the consent is recorded and a follow-up opens, signed or not: a city without
    a focal point would else never hear anything. Raises SurveyRefused 'not_yours' for an organisation to
    which she has no link."""
    if not organisations_for(by, statement.exchange).filter(pk=statement.organisation_id).exists():
        raise SurveyRefused("not_yours")
    try:
        with transaction.atomic():
            return _state(statement, themes, by)
    except IntegrityError:  # the same form a second time, or another person's form key
        known = StatementOfNeed.objects.filter(once=statement.once, person=by).first()
    if known is not None:
        return known
    statement.once = secret_code()
    with transaction.atomic():
        return _state(statement, themes, by)


def _state(statement: StatementOfNeed, themes: Iterable[Theme], by: Person) -> StatementOfNeed:
    statement.person, statement.state, statement.stated_at = by, State.UNSIGNED, timezone.now()
    statement.post = post_in(by, statement.organisation, statement.exchange)
    statement.save(force_insert=True)
    statement.themes.set(themes)
    if statement.contact:
        consents.give(by, Consent.Purpose.FOLLOW_UP)
    record(by, "need.stated", statement, organisation=statement.organisation, contact=statement.contact)
    if by.acts_for(statement.organisation):
        _sign(statement, by)
    else:
        _ask_focal_points(statement)
    if statement.contact:
        _open_follow_up(statement)
    return statement


def _sign(statement: StatementOfNeed, by: Person) -> None:
    mandate = (
        Mandate.objects.valid().filter(person=by, organisation=statement.organisation, may_act=True).first()
    )
    statement.state, statement.signed_by, statement.signed_at = State.SIGNED, by, timezone.now()
    statement.signed_as = mandate.post if mandate else ""
    statement.save(update_fields=["state", "signed_by", "signed_at", "signed_as"])
    record(by, "need.signed", statement, organisation=statement.organisation)
    for path in settings.NEED_SIGNED:
        import_string(path)(statement, by)


def _open_follow_up(statement: StatementOfNeed) -> None:
    owner = owner_of(statement)
    if owner is None:
        return
    with override(owner.language or settings.LANGUAGE_CODE):
        who = pick(statement.organisation.names).text
        title = _("%(organisation)s: answer the statement of need") % {"organisation": who}
    due = timezone.localdate() + timedelta(days=settings.NEED_DAYS)
    organisation, contact = statement.organisation, statement.person
    open_follow_up(KIND, statement, title, owner, due, organisation=organisation, contact=contact)


def _ask_focal_points(statement: StatementOfNeed) -> None:
    """Writes to everybody who may sign for the organisation."""
    mandates = focal_points(statement.organisation)
    context = {"statement": statement, "link": absolute(statement.get_absolute_url())}
    for mandate in mandates.select_related("person"):
        key = f"need:{statement.public_id}:sign:{mandate.person.public_id}"
        write(key, mandate.person, "surveys/mail/need_to_sign", context)


def _locked(statement: StatementOfNeed) -> StatementOfNeed:
    return StatementOfNeed.objects.select_for_update().get(pk=statement.pk)


@transaction.atomic
def sign(statement: StatementOfNeed, by: Person) -> None:
    """Signs a statement that somebody without a mandate wrote. Signing twice changes nothing.

    Raises SurveyRefused: 'not_yours' without a mandate in force (rule PE1), 'withdrawn' when it was taken
    back or declined meanwhile."""
    row = _locked(statement)
    if not by.acts_for(row.organisation):
        raise SurveyRefused("not_yours")
    if row.state in {State.WITHDRAWN, State.DECLINED}:
        raise SurveyRefused("withdrawn")
    if row.state == State.UNSIGNED:
        _sign(row, by)
    statement.refresh_from_db()


@transaction.atomic
def decline(statement: StatementOfNeed, by: Person, reason: str) -> None:
    """The organisation does not stand behind it; an open follow-up is dropped with the reason.

    Raises SurveyRefused as `sign` does, ValueError without a reason."""
    row = _locked(statement)
    if not reason.strip():
        raise ValueError("declining needs a reason")
    if not by.acts_for(row.organisation):
        raise SurveyRefused("not_yours")
    if row.state != State.UNSIGNED:
        raise SurveyRefused("withdrawn")
    row.state, row.decline_reason = State.DECLINED, reason.strip()[:300]
    row.save(update_fields=["state", "decline_reason"])
    record(by, "need.declined", row, organisation=row.organisation, reason=row.decline_reason)
    _drop(row, by, row.decline_reason)
    statement.refresh_from_db()


@transaction.atomic
def withdraw(statement: StatementOfNeed, by: Person) -> None:
    """Takes the statement back; an open follow-up is dropped. Twice changes nothing."""
    row = _locked(statement)
    if row.state == State.WITHDRAWN:
        return
    row.state, row.withdrawn_at = State.WITHDRAWN, timezone.now()
    row.save(update_fields=["state", "withdrawn_at"])
    record(by, "need.withdrawn", row, organisation=row.organisation)
    _drop(row, by, gettext_noop("The statement was withdrawn."))
    _end_consent(row)
    _tell_ended(row, by)
    statement.refresh_from_db()


@transaction.atomic
def end_contact(statement: StatementOfNeed, by: Person | None) -> None:
    """She no longer agrees to be contacted about this need: the follow-up is dropped, the statement stays
    and is counted (rule SA3). Twice changes nothing."""
    row = _locked(statement)
    if not row.may_be_contacted:
        return
    row.contact_ended_at = timezone.now()
    row.save(update_fields=["contact_ended_at"])
    record(by, "need.contact_ended", row, organisation=row.organisation)
    _drop(row, by, gettext_noop("The consent to be contacted was withdrawn."))
    _end_consent(row)
    _tell_ended(row, by)
    statement.refresh_from_db()


def follow_up_of(statement: StatementOfNeed) -> FollowUp | None:
    """The newest follow-up of the statement, open or closed."""
    return follow_ups_of([statement]).get(statement.public_id)


def follow_ups_of(statements: Sequence[StatementOfNeed]) -> dict[str, FollowUp]:
    """The newest follow-up of each statement that has one, by the statement's public id; one query."""
    names = [id_of(statement) for statement in statements]
    rows = FollowUp.objects.filter(kind=KIND, subject_kind=KIND_OF_SUBJECT, subject_id__in=names)
    return {row.subject_id: row for row in rows.order_by("created_at", "pk")}


def links_of(statement: StatementOfNeed, reader: Person) -> list[tuple[str, str]]:
    """(address, words): where upper apps go on from the statement (settings.NEED_LINKS)."""
    return [link for path in settings.NEED_LINKS for link in import_string(path)(statement, reader)]


def _drop(statement: StatementOfNeed, by: Person | None, reason: str) -> None:
    """`reason` is a message, said in the language of the follow-up's owner, or somebody's own words."""
    follow_up = follow_up_of(statement)
    if follow_up is not None and follow_up.state == FollowUp.State.OPEN:
        with override(follow_up.owner.language or settings.LANGUAGE_CODE):
            said = _(reason)
        follow_up.close(by or follow_up.owner, said, FollowUp.State.DROPPED)


def _tell_ended(statement: StatementOfNeed, by: Person | None) -> None:
    """Tells upper apps, in the same transaction: withdrawn, or its contact ended (its row says which)."""
    for path in settings.NEED_ENDED:
        import_string(path)(statement, by)


def _end_consent(statement: StatementOfNeed) -> None:
    """Ends her general consent where no other statement of hers still relies on it."""
    if statement.person is None:
        return
    others = StatementOfNeed.objects.filter(person=statement.person, contact=True, contact_ended_at=None)
    if not others.exclude(state=State.WITHDRAWN).exclude(pk=statement.pk).exists():
        consents.withdraw(statement.person, Consent.Purpose.FOLLOW_UP)
