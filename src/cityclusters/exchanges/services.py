"""Acts that change people and exchanges together."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges import rules
from cityclusters.exchanges.forms.registration import Member
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.people.matching import Matcher
from cityclusters.people.models import Organisation, Person

MOST_INVITED = 60  # by one organisation for one exchange: nobody uses us to write to the whole world


@transaction.atomic
def register_delegation(
    exchange: Exchange, by: Person, organisation: Organisation, members: Sequence[Member]
) -> list[Registration]:
    """Registers the people whom a focal point names for her organisation (seed item A3).

    Somebody with an address is invited and takes her seat by saying yes herself; somebody without one is
    registered by the focal point, who answers for her; the focal point herself is registered at once. A
    person who is known already is not made twice. Office and organisation are kept as of now.

    Raises NotPossible for somebody who may not act for the organisation, and where registration is over."""
    if not rules.may_send_delegation(by, organisation, exchange):
        raise NotPossible(_("You cannot register a delegation of this organisation."))
    exchange.lock()
    invited = exchange.registrations.filter(organisation=organisation, was_invited=True).count()
    if invited + len(members) > MOST_INVITED:
        raise NotPossible(
            _("One organisation can invite at most %(most)s people to an exchange.") % {"most": MOST_INVITED}
        )
    matcher = Matcher(emails=[member.email for member in members])
    for post in organisation.mandates.exclude(state="refused").select_related("person"):
        matcher.add(post.person, organisation.pk)
    return [_seat(exchange, by, organisation, member, matcher) for member in members]


def _seat(
    exchange: Exchange, by: Person, organisation: Organisation, member: Member, matcher: Matcher
) -> Registration:
    person = matcher.person(member.email, member.name, organisation) or Person.objects.create_user(
        email=member.email or None, name=member.name, state=Person.State.INVITED
    )
    matcher.add(person, organisation.pk)
    if person.email and person.pk != by.pk:
        return exchange.invite(
            person, by, organisation=organisation, post=member.post, delegation_head=member.head
        )
    return exchange.register(
        person, by=by, organisation=organisation, post=member.post, delegation_head=member.head
    )


def person_of(email: str, name: str) -> Person | None:
    """The person with the address, made where nobody has it yet; None without an address."""
    if not email:
        return None
    known = Person.objects.filter(email=email.strip().lower()).first()
    return known or Person.objects.create_user(email=email, name=name, state=Person.State.INVITED)
