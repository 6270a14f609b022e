"""Opening follow-ups: what somebody will do by a day (rule FollowUp, seed item B18)."""

from datetime import date

from django.db import models, transaction

from cityclusters.journal.acts import id_of, kind_of, record, url_of
from cityclusters.journal.models.follow_up import FollowUp
from cityclusters.people.models import Organisation, Person


@transaction.atomic
def open_follow_up(
    kind: str,
    subject: models.Model,
    title: str,
    owner: Person,
    due: date,
    *,
    organisation: Organisation | None = None,
    contact: Person | None = None,
    url: str = "",
) -> FollowUp:
    """Opens a follow-up on `subject`, or gives the one that is open already: one per kind and subject.

    `title` says what to do, in the language of the programme; `url` is the page that shows why (the
    subject's own page where it is empty)."""
    follow_up, opened = FollowUp.objects.get_or_create(
        kind=kind,
        subject_kind=kind_of(subject),
        subject_id=id_of(subject),
        state=FollowUp.State.OPEN,
        defaults={
            "title": title[:300],
            "owner": owner,
            "due": due,
            "organisation": organisation,
            "contact": contact,
            "url": (url or url_of(subject))[:300],
        },
    )
    if opened:
        record(None, "follow_up.opened", follow_up, organisation=organisation, owner=owner.public_id, due=due)
    return follow_up
