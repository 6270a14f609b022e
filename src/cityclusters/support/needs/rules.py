"""Who may do what with a need, and whether its state allows it: pure questions.

Only somebody with a mandate that is in force signs, and changes what was signed (rule PE1). A draft is also
its author's."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models.choices import NeedState
from cityclusters.support.models.need import OPEN, Need

RENEWABLE_BEFORE = timedelta(days=60)  # its last day is near enough to think about another year
HOSTED = (NeedState.ACCEPTED, NeedState.RUNNING)


def _acts(person: Person, need: Need) -> bool:
    """Whether she acts for its organisation today; asked once a request. Signing asks again."""
    return need.organisation_id in focal_organisations(person)


def organisations_for(person: Person) -> "QuerySet[Organisation]":
    """For whom she can write a need: organisations in which she has a post today; officers for all that are
    not merged or refused."""
    gone = (Organisation.State.MERGED, Organisation.State.REJECTED)
    rows = Organisation.objects.exclude(state__in=gone)
    if person.is_officer:
        return rows
    posts = Mandate.objects.valid().filter(person=person).values("organisation_id")
    return rows.filter(pk__in=posts).order_by("pk")


def is_inside(person: Person, need: Need) -> bool:
    """Who wrote it, who acts for its organisation, and officers: they see what others don't."""
    return person.is_officer or need.author_id == person.pk or _acts(person, need)


def may_write(person: Person, need: Need) -> bool:
    """A draft: its author, and who acts for the organisation; what is signed and open: only the latter."""
    if need.state == NeedState.DRAFT:
        return need.author_id == person.pk or _acts(person, need)
    return need.state in OPEN and _acts(person, need)


def may_sign(person: Person, need: Need) -> bool:
    """Rule PE1: a mandate in force for the organisation."""
    return need.state == NeedState.DRAFT and _acts(person, need)


def may_refuse(person: Person, need: Need) -> bool:
    """A focal point whose signature is asked for, under what somebody else wrote."""
    return may_sign(person, need) and need.asked_at is not None and need.author_id != person.pk


def may_ask(person: Person, need: Need) -> bool:
    """The author of a draft who can't sign it herself, as long as nobody was asked."""
    if need.state != NeedState.DRAFT or need.asked_at is not None:
        return False
    return need.author_id == person.pk and not _acts(person, need)


def may_withdraw(person: Person, need: Need) -> bool:
    """Whoever may write it. What a host has accepted is ended on the page of the match."""
    return may_write(person, need)


def may_renew(person: Person, need: Need, today: date | None = None) -> bool:
    """A focal point, in the last weeks and after it has expired (rule MA10)."""
    if need.expires_on is None or not _acts(person, need):
        return False
    if need.state == NeedState.EXPIRED:
        return True
    return need.state in OPEN and need.expires_on - RENEWABLE_BEFORE <= (today or timezone.localdate())


def may_count_hosts(person: Person, need: Need) -> bool:
    """A focal point, of what is signed and neither withdrawn nor expired (rule MA9)."""
    counted = (*OPEN, *HOSTED, NeedState.MET)
    return need.state in counted and _acts(person, need)


def may_show(person: Person, need: Need) -> bool:
    """Who may read it is said by whoever acts for it; of a draft also by its author."""
    return may_write(person, need) or (need.state in HOSTED and _acts(person, need))


def may_take_in(person: Person, need: Need) -> bool:
    """A focal point may put it back into the rounds that it was kept out of."""
    return need.kept_out_at is not None and need.state in OPEN and _acts(person, need)


def may_upload(person: Person) -> bool:
    """Officers, for organisations that sent them a list."""
    return person.is_officer
