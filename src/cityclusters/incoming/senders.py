"""Who wrote a mail, as far as we can know: the account, or why there is none that may speak."""

from typing import NamedTuple

from allauth.account.models import EmailAddress

from cityclusters.incoming.addresses import target_of
from cityclusters.incoming.checking import Verdict
from cityclusters.incoming.models import IncomingMail
from cityclusters.people.models import Person

State = IncomingMail.State


class Sender(NamedTuple):
    """`state` '' when the person may speak; else what becomes of the mail, and why."""

    person: Person | None
    state: str = ""
    reason: str = ""


def account_of(address: str) -> Person | None:
    """The person who signs in with the address, or has confirmed it as another one of hers."""
    if not address:
        return None
    found = Person.objects.filter(email=address).first()
    if found is None:
        known = (
            EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
        )
        found = known.user if known else None
    return found


def sender_of(row: IncomingMail, address: str, verdict: Verdict) -> Sender:
    """For a signed address the one to whom it was given, if she writes from an address of hers; for an open
    one whoever has an account with the sender's address, if the mail server vouches for it."""
    target = target_of(row.recipient)
    if target is None:
        return Sender(None, State.REFUSED, "nobody")
    by_address = account_of(address)
    if target.person:
        return _signed(target.person, by_address, verdict)
    if by_address is None:
        return Sender(None, State.REFUSED, "no_account") if address else Sender(None, State.HELD, "not_sure")
    if by_address.state != Person.State.ACTIVE:
        return Sender(by_address, State.REFUSED, "not_active")
    if verdict == "fail":
        return Sender(by_address, State.HELD, "forged")
    return Sender(by_address) if verdict == "pass" else Sender(by_address, State.ASKED, "not_sure")


def _signed(owner_id: str, by_address: Person | None, verdict: Verdict) -> Sender:
    owner = Person.objects.filter(public_id=owner_id).first()
    if owner is None or not owner.is_active:
        return Sender(owner, State.REFUSED, "not_active")
    if verdict == "fail":
        return Sender(owner, State.HELD, "forged")
    if by_address is None or by_address.pk != owner.pk:
        return Sender(owner, State.HELD, "other_sender")
    return Sender(owner)
