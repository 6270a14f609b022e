"""Who keeps the list of guides: pure answers, no writing."""

from cityclusters.people.readers import Reader, is_officer
from cityclusters.spaces.models import Membership


def may_curate(reader: Reader) -> bool:
    """Officers, and stewards of any space."""
    if not reader.is_authenticated:
        return False
    return is_officer(reader) or Membership.objects.now().stewards().filter(person=reader).exists()
