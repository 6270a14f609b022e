"""Who may do what with an offer: pure answers, no writing."""

from cityclusters.people.models import Mandate, Person
from cityclusters.people.readers import Reader, focal_organisations
from cityclusters.people.trees import of_one_tree
from cityclusters.support.models import Offer


def may_offer(reader: Reader) -> bool:
    """Everybody who acts for an organisation."""
    return bool(focal_organisations(reader))


def is_host(reader: Reader, offer: Offer) -> bool:
    """Those who act for its organisation."""
    return offer.organisation_id in focal_organisations(reader)


def may_verify(reader: Reader, offer: Offer) -> bool:
    """Officers who neither wrote it nor handed it in, and have no post in the host's tree of organisations:
    an office of an organisation is the organisation (as rule PE4 asks for organisations)."""
    if not isinstance(reader, Person) or not reader.is_officer:
        return False
    if reader.pk in (offer.author_id, offer.submitted_by_id):
        return False
    posts = Mandate.objects.valid().filter(person=reader).values_list("organisation", flat=True)
    return not of_one_tree(posts, [offer.organisation_id])
