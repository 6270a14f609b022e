"""The space behind an e-mail address, and joining or leaving it by a letter."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cityclusters.incoming import words
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail, Taken
from cityclusters.journal.letters import absolute
from cityclusters.people.models import Person
from cityclusters.spaces.models import Space
from cityclusters.spaces.models.space import Banned


def slug_of(local: str) -> str:
    """The name of the space whose address begins with `local` ('e-commerce'), '' where there is none."""
    return Space.objects.filter(slug=local).values_list("slug", flat=True).first() or ""


def join(mail: Mail, key: str, person: Person | None) -> Taken:
    """A letter to her own address for it makes her a member; `key` is the space's primary key, because names
    of spaces are too long for an address. "No" makes her leave. Raises Refused."""
    with override(words.language_of(person.language if person else "")):
        space = Space.objects.filter(pk=int(key)).first() if key.isdecimal() else None
        if space is None or person is None:
            raise Refused(_("You can't join this space."))
        if words.says_no(mail):
            space.leave(person)
            return Taken(space, _("You have left this space."))
        try:
            space.join(person)
        except Banned:
            raise Refused(_("You can't join this space.")) from None
        said = [_("You are a member now."), _("To take it back, send the word “no” to the same address.")]
        return Taken(space, "\n".join([*said, absolute(space.get_absolute_url())]))
