"""Who has earned which certificate, and issuing them (rule EX3).

Participation is earned by presence (at least half of the minutes), completion by presence up to the
exchange's threshold and, where it asks for one, a passed assessment; appreciation by having contributed.
Only `exchanges.attendance.certificate` decides between the first two."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.attendance import Rules, certificate
from cityclusters.exchanges.models import (
    Assessment,
    Certificate,
    Contributor,
    Exchange,
    Registration,
)
from cityclusters.exchanges.results import Share, shares
from cityclusters.journal.acts import record
from cityclusters.journal.letters import absolute, write
from cityclusters.people.models import Person

LANGUAGES: list[str] = [code for code, _name in settings.LANGUAGES]
AT_ONCE = 10  # certificates with their letters in one short transaction
NOT_OVER = gettext_lazy("Certificates are issued when the last session is over.")
NO_SESSIONS = gettext_lazy("There are no sessions that count, so nothing can be earned.")


@dataclass(frozen=True, slots=True)
class Earned:
    """What somebody has earned and why, or why not. `kind` is '' for nothing; `given` is the valid
    certificate that she has already."""

    person: Person | None
    registration: Registration | None
    contributor: Contributor | None
    kind: str
    reason: str
    share: Share | None = None
    assessment: Assessment | None = None
    given: Certificate | None = None

    @property
    def whose(self) -> dict[str, Any]:
        """The lookup of her certificates."""
        if self.registration is not None:
            return {"registration": self.registration}
        return {"contributor__person": self.person}

    @property
    def due(self) -> bool:
        """Whether a certificate has to be issued."""
        return bool(self.kind) and (self.given is None or self.given.kind != self.kind)


def rules_of(exchange: Exchange) -> Rules:
    """The exchange's thresholds as the engine takes them."""
    return Rules(
        completion_min_share=exchange.completion_share / 100,
        participation_min_share=exchange.participation_share / 100,
        completion_needs_assessment=exchange.needs_assessment,
    )


def check_over(exchange: Exchange) -> None:
    """Raises NotPossible until the last session that counts is over."""
    last = exchange.sessions.filter(counts=True).order_by("-end").first()
    if last is None:
        raise NotPossible(NO_SESSIONS)
    if timezone.now() < last.end:
        raise NotPossible(NOT_OVER)


def earned(exchange: Exchange) -> list[Earned]:
    """Everybody who has a seat or was seen, then the contributors, each by name. Six queries, whatever the
    number of people."""
    return [*_by_presence(exchange), *_by_contribution(exchange)]


def _by_presence(exchange: Exchange) -> list[Earned]:
    found = shares(exchange)
    rules = rules_of(exchange)
    seats = Registration.objects.filter(exchange=exchange).select_related(
        "person", "organisation", "assessment"
    )
    given = _valid(exchange, "registration")
    rows = []
    for seat in seats.order_by("person__folded_name", "pk"):
        share = found.get(seat.pk)
        if share is None:
            continue
        assessment: Assessment | None = getattr(seat, "assessment", None)
        passed = assessment.passed if assessment is not None else None
        kind = certificate(share.attended, rules, passed) or ""
        reason = _reason(exchange, share, kind, passed)
        rows.append(Earned(seat.person, seat, None, kind, reason, share, assessment, given.get(seat.pk)))
    return rows


def _valid(exchange: Exchange, whose: str) -> dict[int, Certificate]:
    """The valid certificates by the key of their registration or contributor."""
    rows = Certificate.objects.filter(exchange=exchange, revoked_at=None, replaced_at=None)
    rows = rows.exclude(**{whose: None})
    return {getattr(row, f"{whose}_id"): row for row in rows}


def _reason(exchange: Exchange, share: Share, kind: str, passed: bool | None) -> str:
    """Why this kind and no other, in a sentence."""
    limits = {"share": share.share, "half": exchange.participation_share, "full": exchange.completion_share}
    if not share.attended.present:
        return _("Was not seen in any session.")
    if not kind:
        return _("Present for %(share)s %% of the minutes; participation needs %(half)s %%.") % limits
    if kind == Certificate.Kind.COMPLETION:
        if exchange.needs_assessment:
            return _("Present for %(share)s %% of the minutes, and passed the assessment.") % limits
        return _("Present for %(share)s %% of the minutes.") % limits
    if passed is not True and exchange.needs_assessment and share.exact * 100 >= exchange.completion_share:
        if passed is False:
            return _("Present for %(share)s %% of the minutes; did not pass the assessment.") % limits
        return _("Present for %(share)s %% of the minutes; no result of the assessment.") % limits
    return _("Present for %(share)s %% of the minutes; completion needs %(full)s %%.") % limits


def _by_contribution(exchange: Exchange) -> list[Earned]:
    """One for each person who contributed, however many roles she had."""
    rows = exchange.contributors.exclude(state=Contributor.State.DECLINED)
    given = _valid(exchange, "contributor")
    held = dict(_with_people(given))
    found: dict[int, Earned] = {}
    nameless = []
    for row in rows.select_related("person", "organisation").order_by("person__folded_name", "pk"):
        confirmed = row.state == Contributor.State.CONFIRMED
        if row.person is None:
            nameless.append(Earned(None, None, row, "", _("No person is named in this role.")))
        elif confirmed:
            reason = _("Contributed as: %(role)s.") % {"role": row.get_role_display()}
            kind = Certificate.Kind.APPRECIATION
            new = Earned(row.person, None, row, kind, reason, given=held.get(row.person.pk))
            if row.person.pk not in found or not found[row.person.pk].kind:
                found[row.person.pk] = new
        else:
            unsure = Earned(row.person, None, row, "", _("Has not confirmed her part yet."))
            found.setdefault(row.person.pk, unsure)
    return [*found.values(), *nameless]


def _with_people(given: dict[int, Certificate]) -> Iterator[tuple[int, Certificate]]:
    """Person's key and the certificate that she holds as a contributor."""
    people = dict(Contributor.objects.filter(pk__in=given).values_list("pk", "person_id"))
    return ((people[key], row) for key, row in given.items() if people.get(key))


def issue(exchange: Exchange, by: Person) -> int:
    """Issues every certificate that is earned and not issued yet, in short transactions; how many they
    were. Doing it again issues nothing; it may be cut short anywhere. Somebody who earned completion after
    she got participation gets the new one in its place. Raises NotPossible before the end."""
    check_over(exchange)
    due = [one for one in earned(exchange) if one.due]
    count = 0
    for start in range(0, len(due), AT_ONCE):
        with transaction.atomic():
            for one in due[start : start + AT_ONCE]:
                count += _issue_one(exchange, one, by)
    if count:
        record(by, "certificates.issued", exchange, organisation=exchange.organiser, certificates=count)
    return count


def _issue_one(exchange: Exchange, one: Earned, by: Person) -> int:
    """The certificate and its letter; 0 where somebody else was faster."""
    _lock(one)
    valid = Certificate.objects.filter(exchange=exchange, revoked_at=None, replaced_at=None, **one.whose)
    if valid.filter(kind=one.kind).exists():
        return 0
    if (old := valid.first()) is not None:
        if old.kind == Certificate.Kind.COMPLETION:
            return 0  # a higher one is never replaced by a lower one: it is revoked by hand, with a reason
        made = old.replace(by, kind=one.kind, terms=_terms(exchange))
    else:
        made = Certificate.objects.create(
            registration=one.registration,
            contributor=one.contributor,
            kind=one.kind,
            **_frozen(exchange, one, by),
        )
    if one.person is not None:
        tell(made, one.person)
    return 1


def _lock(one: Earned) -> None:
    """Two officers who press the button at once issue one certificate."""
    if one.registration is not None:
        Registration.objects.select_for_update(of=("self",)).get(pk=one.registration.pk)
    elif one.contributor is not None:
        Contributor.objects.select_for_update(of=("self",)).get(pk=one.contributor.pk)


def _frozen(exchange: Exchange, one: Earned, by: Person) -> dict[str, Any]:
    """What the certificate says, as it is now."""
    sessions = exchange.sessions.filter(counts=True)
    first, last = sessions.order_by("start").first(), sessions.order_by("-end").first()
    assert first is not None
    assert last is not None
    person = one.person
    assert person is not None
    return {
        "exchange": exchange,
        "name": person.name or str(person),
        "event_title": exchange.title,
        "event_first_day": first.local_start().date(),
        "event_last_day": last.local_end().date(),
        "terms": _terms(exchange),
        "language": _language(person, exchange),
        "issued_by": by,
    }


def _terms(exchange: Exchange) -> dict[str, object]:
    return {
        "participation": exchange.participation_share,
        "completion": exchange.completion_share,
        "assessment": exchange.needs_assessment,
        "organiser": exchange.organiser.names,
    }


def _language(person: Person, exchange: Exchange) -> str:
    """Her own language where we have it, else the first of the exchange's, else English."""
    wanted: list[str] = [person.language, *exchange.languages, "en"]
    return next(code for code in wanted if code in LANGUAGES)


def tell(made: Certificate, person: Person) -> None:
    """The letter that says that the certificate is ready; once for each certificate."""
    context = {
        "certificate": made,
        "exchange": made.exchange,
        "page": absolute(made.get_absolute_url()),
    }
    write(
        f"certificate:{made.code}",
        person,
        "exchanges/mail/certificate_ready",
        context,
        language=made.language,
    )
