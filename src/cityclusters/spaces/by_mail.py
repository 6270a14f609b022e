"""The space behind an e-mail address, and joining or leaving it by a letter."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cityclusters.core.errors import NotPossible
from cityclusters.incoming import words
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail, Taken
from cityclusters.journal.letters import absolute
from cityclusters.people.models import Person
from cityclusters.spaces import bans
from cityclusters.spaces.models import Membership, Space
from cityclusters.spaces.models.space import Banned


def slug_of(local: str) -> str:
    """The name of the space whose address begins with `local` ('e-commerce'), '' where there is none."""
    return Space.objects.filter(slug=local).values_list("slug", flat=True).first() or ""


def appeal(mail: Mail, key: str, person: Person | None) -> Taken:
    """Her reply to the letter that says why she was sent away; `key` is the primary key of the membership
    that was ended. Raises Refused."""
    with override(words.language_of(person.language if person else "")):
        row = Membership.objects.filter(pk=int(key)).first() if key.isdecimal() else None
        if row is None or person is None or row.person_id != person.pk:
            raise Refused(_("There is nothing to appeal against, or you have done so already."))
        try:
            bans.appeal(row, person, mail.text)
        except NotPossible as refusal:
            raise Refused(refusal.words) from None
        return Taken(row.space, _("Another person than the one who decided will look at it."))


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
