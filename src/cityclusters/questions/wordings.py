"""Earlier wordings of a post: readers find them, because others may have answered them. One that should not
stand there (a private person's name, a number) is removed."""

from django.db import transaction
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.questions import letters, moderation, rules
from cityclusters.questions.models import Earlier
from cityclusters.questions.models.choices import Role


@transaction.atomic
def remove(wording: Earlier, by: Person, reason: str) -> None:
    """Deletes the words of one earlier wording for good; when, in which role and why stays in their place.
    There is no appeal: its author has put other words there herself. She hears of it. Again changes nothing.

    Raises NotPossible without a reason, and for somebody who may not (rule SP3)."""
    row = Earlier.objects.select_for_update().get(pk=wording.pk)
    post = row.post
    if not rules.may_remove_wording(by, post):
        raise NotPossible(moderation.NOT_YOURS)
    if not reason.strip():
        raise NotPossible(moderation.NO_REASON)
    if row.removed_at is not None:
        return
    row.title = row.text = ""
    row.removed_at, row.removed_by, row.removed_why = timezone.now(), by, reason.strip()[:500]
    row.removed_as = Role.AUTHOR if post.author_id == by.pk else rules.role_in(by, post.question.space)
    row.save()
    act = f"{moderation.name_of(post)}.wording_removed"
    record(by, act, post, organisation=post.organisation, reason=row.removed_why, role=row.removed_as)
    if row.removed_as != Role.AUTHOR:
        letters.wording_removed(row)
