"""The letters about being sent away from a space. A reply to the first one is the appeal."""

from typing import Any

from django.urls import reverse

from cityclusters.core.texts import pick
from cityclusters.incoming.addresses import answer_headers
from cityclusters.journal.letters import absolute, write
from cityclusters.people.models import Person, RoleGrant
from cityclusters.spaces import rules
from cityclusters.spaces.models import Membership

BAN = "ban"


def _about(row: Membership, **more: Any) -> dict[str, Any]:
    page = absolute(reverse("spaces:my-ban", args=[row.space.slug]))
    return {"space": row.space, "row": row, "page": page, **more}


def banned(row: Membership, *, as_steward: bool) -> None:
    """She was sent away: by whom in which role, why, and how she can appeal."""
    name = pick(row.space.names, row.person.language).text
    head = answer_headers(BAN, str(row.pk), row.person, name)
    context = _about(row, as_steward=as_steward, answerable=bool(head))
    write(f"ban:{row.pk}:{row.banned_at}", row.person, "spaces/mail/banned", context, headers=head)


def lifted(row: Membership) -> None:
    """She may join again."""
    context = _about(row, page=absolute(row.space.get_absolute_url()))
    write(f"ban-lifted:{row.pk}:{row.banned_at}", row.person, "spaces/mail/ban_lifted", context)


def appealed(row: Membership) -> None:
    """Tells those who may decide on it: officers first, administrators where no officer may."""
    held = RoleGrant.objects.filter(ended_at=None).select_related("person").order_by("pk")
    for role in ("officer", "administrator"):
        people = [grant.person for grant in held.filter(role=role)]
        chosen = [person for person in people if rules.may_decide_appeal(person, row)]
        for person in chosen:
            _to_decide(row, person)
        if chosen:
            return


def _to_decide(row: Membership, person: Person) -> None:
    page = absolute(reverse("spaces:ban-appeal", args=[row.space.slug, row.person.public_id]))
    key = f"ban-appeal:{row.pk}:{row.appealed_at}:{person.public_id}"
    write(key, person, "spaces/mail/ban_appealed", _about(row, page=page))


def appeal_decided(row: Membership) -> None:
    """What came of her appeal, and why."""
    write(f"ban-decided:{row.pk}:{row.appealed_at}", row.person, "spaces/mail/ban_decided", _about(row))
