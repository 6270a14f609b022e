"""Who may do what with an exchange: pure questions, asked by views and templates."""

from typing import TYPE_CHECKING

from cityclusters.people.models import Organisation
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.spaces.models import Membership, Space

if TYPE_CHECKING:
    from cityclusters.exchanges.models.exchange import Exchange
    from cityclusters.exchanges.models.partners import Contributor
    from cityclusters.exchanges.models.registration import Registration


def may_create(user: Reader) -> bool:
    """An officer, or a focal point for her own organisation."""
    return is_officer(user) or bool(focal_organisations(user))


def may_create_for(user: Reader, organisation: Organisation) -> bool:
    """An officer for any organisation; a focal point for her own."""
    return is_officer(user) or organisation.pk in focal_organisations(user)


def may_manage(user: Reader, exchange: "Exchange") -> bool:
    """An officer, the owner, or a focal point of the organisation that organises it."""
    if not user.is_authenticated:
        return False
    return (
        user.is_officer or exchange.owner_id == user.pk or exchange.organiser_id in focal_organisations(user)
    )


def may_upload_lists(user: Reader) -> bool:
    """Only officers: the dry run of a list tells which of its addresses belong to known people."""
    return is_officer(user)


def may_confirm_delivery(user: Reader) -> bool:
    """Only an officer says that a contribution arrived."""
    return is_officer(user)


def sees_access_needs(user: Reader) -> bool:
    """Only officers see what somebody needs in order to take part."""
    return is_officer(user)


def may_register(exchange: "Exchange", seat: "Registration | None") -> bool:
    """Whether somebody with this registration (or none) is offered a seat or a place in the line: the act
    itself decides again."""
    free = seat is None or seat.state in ("cancelled", "declined")
    return free and exchange.state == "open" and exchange.open_to_all


def may_send_delegation(user: Reader, organisation: Organisation, exchange: "Exchange") -> bool:
    """A focal point for her own organisation, while people can still be registered."""
    return exchange.state in ("planned", "open") and organisation.pk in focal_organisations(user)


def may_send_some_delegation(user: Reader, exchange: "Exchange") -> bool:
    """Whether the reader is a focal point of anybody, while people can still be registered."""
    return exchange.state in ("planned", "open") and bool(focal_organisations(user))


def may_see_registration(user: Reader, seat: "Registration") -> bool:
    """The person herself, a focal point of the organisation for which she comes, and those who manage the
    exchange."""
    if not user.is_authenticated:
        return False
    own = seat.person_id == user.pk or seat.organisation_id in focal_organisations(user)
    return own or may_manage(user, seat.exchange)


def sees_participants(user: Reader, exchange: "Exchange", seat: "Registration | None") -> bool:
    """Those who take part and those who manage it; the list has only people who chose to be on it."""
    return may_manage(user, exchange) or (seat is not None and seat.takes_part)


def sees_link(user: Reader, exchange: "Exchange", seat: "Registration | None") -> bool:
    """Who gets the joining link: those with a seat and those who manage it."""
    return may_manage(user, exchange) or (seat is not None and seat.takes_part)


def may_answer_as_contributor(user: Reader, contributor: "Contributor") -> bool:
    """The person who is asked, or those who manage the exchange for her."""
    if not user.is_authenticated:
        return False
    return contributor.person_id == user.pk or may_manage(user, contributor.exchange)


def may_publish_in(user: Reader, space: Space) -> bool:
    """An officer in any space; others in those that they have joined."""
    if is_officer(user):
        return True
    if not user.is_authenticated:
        return False
    return Membership.objects.filter(space=space, person=user, left_at=None, banned_at=None).exists()
