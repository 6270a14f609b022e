"""Acts on posts: asking, deciding, ending, handing over, renewing (rules PE1, PE3, PE5)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.pages.people_services import focal_points
from cityclusters.people.models import Mandate, Organisation, Person, RoleGrant

MOST_TOLD = 20


def officers() -> list[Person]:
    """Those who run the programme now."""
    held = RoleGrant.objects.filter(role=RoleGrant.Role.OFFICER, ended_at=None, person__state="active")
    return [grant.person for grant in held.select_related("person").order_by("pk")]


def _tell(people: Iterable[Person], event: str, mandate: Mandate, stamp: object, **context: Any) -> None:
    """Writes each of them the letter about the post, once for this event at this stamp."""
    for person in list(people)[:MOST_TOLD]:
        letters.write(
            f"post-{event}:{mandate.public_id}:{stamp}:{person.pk}",
            person,
            f"pages/mail/post_{event}",
            {
                "mandate": mandate,
                "organisation": mandate.organisation,
                "page": letters.absolute(reverse("pages:post", args=[mandate.public_id])),
                "mine": letters.absolute(reverse("pages:my-posts")),
                **context,
            },
        )


def _deciders(mandate: Mandate) -> list[Person]:
    """Colleagues who may act for the organisation; the officers where there is nobody else."""
    colleagues = [row for row in focal_points(mandate.organisation) if row.pk != mandate.person_id]
    return colleagues or [row for row in officers() if row.pk != mandate.person_id]


@transaction.atomic
def ask_post(person: Person, organisation: Organisation, **asked: Any) -> Mandate:
    """Asks for a post; those who may decide are told."""
    mandate = Mandate.ask(person, organisation, **asked)
    record(person, "mandate.asked", mandate, organisation=organisation, may_act=mandate.may_act)
    _tell(_deciders(mandate), "asked", mandate, mandate.asked_at.isoformat())
    return mandate


@transaction.atomic
def confirm_post(by: Person, mandate: Mandate, end: date | None, reason: str = "") -> None:
    """Puts the post in force for a year at most. Raises ValueError where it does not wait."""
    mandate.confirm(by, end=end, reason=reason)
    record(
        by, "mandate.confirmed", mandate, organisation=mandate.organisation, end=mandate.end, reason=reason
    )
    _tell([mandate.person], "confirmed", mandate, mandate.end)


@transaction.atomic
def refuse_post(by: Person, mandate: Mandate, reason: str) -> None:
    """Refuses the post, or another year of it. Raises ValueError where it does not wait."""
    mandate.refuse(by, reason)
    record(by, "mandate.refused", mandate, organisation=mandate.organisation)
    _tell([mandate.person], "refused", mandate, mandate.decided_at, reason=reason)


@transaction.atomic
def end_post(by: Person, mandate: Mandate, last_day: date) -> None:
    """Ends the post with the day; what was done under it stays."""
    mandate.finish(last_day)
    record(by, "mandate.ended", mandate, organisation=mandate.organisation, last_day=last_day)


@transaction.atomic
def hand_over_post(by: Person, mandate: Mandate, email: str, name: str, first_day: date) -> Mandate:
    """Gives the post to a successor, who is invited where she is not known (rule PE3). Raises ValueError
    where the post is not in force."""
    heir = Person.objects.filter(email=email.lower()).first()
    if heir is None:
        heir = Person.objects.create_user(
            email=email, name=name, state=Person.State.INVITED, language=by.language, zone=by.zone
        )
    successor = mandate.hand_over(heir, by, first_day)
    record(by, "mandate.handed_over", successor, organisation=mandate.organisation, first_day=first_day)
    _tell([heir], "given", successor, first_day, sign_in=letters.absolute(reverse("account_login")))
    return successor


@transaction.atomic
def ask_renewal(person: Person, mandate: Mandate) -> None:
    """Asks for another year. Raises ValueError where the post is not in force."""
    mandate.ask_renewal()
    record(person, "mandate.renewal_asked", mandate, organisation=mandate.organisation)
    _tell(_deciders(mandate), "asked", mandate, mandate.renewal_asked_at)


@transaction.atomic
def remind(mandate: Mandate) -> None:
    """Tells the holder once that her post is about to end and how to ask for another year (rule PE1)."""
    _tell([mandate.person], "ending", mandate, mandate.end)
    mandate.reminded_at = timezone.now()
    mandate.save(update_fields=["reminded_at"])
