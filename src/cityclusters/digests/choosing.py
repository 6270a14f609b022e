"""What a person chooses to get, and ending it."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cityclusters.digests.models import Subscription
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.spaces.models import Membership, Theme


def of(person: Person) -> Subscription | None:
    """Her subscription, ended or not."""
    return Subscription.objects.filter(person=person).first()


def offer(person: Person) -> Subscription:
    """What would fit her: the themes of her spaces, her language and English, everything, once a week. Not
    saved: nothing is sent that she did not choose."""
    spaces = Membership.objects.now().filter(person=person).values("space")
    themes = Theme.objects.filter(retired_at=None, spaces__in=spaces).distinct()
    codes = list(themes.order_by("order").values_list("code", flat=True))
    language = person.language if person.language in dict(settings.CONTENT_LANGUAGES) else "en"
    made = Subscription(
        person=person,
        themes=codes,
        languages=list(dict.fromkeys([language, "en"])),
        kinds=[kind.value for kind in Subscription.Kind],
    )
    made.plan(timezone.now())
    return made


@transaction.atomic
def choose(
    person: Person,
    *,
    themes: Sequence[str],
    languages: Sequence[str],
    audiences: Sequence[str],
    kinds: Sequence[str],
    rhythm: str,
) -> Subscription:
    """She gets this from now on; what she was told of before is not told again."""
    now = timezone.now()
    Person.objects.select_for_update().get(pk=person.pk)  # one choice of hers at a time
    row = of(person) or Subscription(person=person)
    if row.pk is None or row.ended_at is not None:
        row.since = now
    row.person = person
    row.themes, row.languages, row.audiences = list(themes), list(languages), list(audiences)
    row.kinds, row.rhythm, row.chosen_at, row.ended_at = list(kinds), rhythm, now, None
    row.plan(now)
    row.save()
    record(person, "digest.chosen", person, rhythm=rhythm)
    return row


def change_rhythm(person: Person, rhythm: str) -> Subscription:
    """Only how often; without a subscription in force she gets what would fit her."""
    row = of(person)
    wanted = row if row is not None and row.ended_at is None else offer(person)
    return choose(
        person, themes=wanted.themes, languages=wanted.languages, audiences=wanted.audiences,
        kinds=wanted.kinds, rhythm=rhythm,
    )  # fmt: skip


@transaction.atomic
def refuse(person: Person, by: Person | None) -> Subscription:
    """She gets no regular letters, also where she had chosen none and got the replies of her spaces. `by` as
    for `end`."""
    Person.objects.select_for_update().get(pk=person.pk)  # one choice of hers at a time
    row = of(person)
    if row is None:
        row = offer(person)
        row.save()
    end(row, by)
    row.refresh_from_db()
    return row


def gets_replies(person: Person) -> bool:
    """Whether each consolidated reply of her spaces comes to her as a letter: a member who chose nothing."""
    return of(person) is None and Membership.objects.now().filter(person=person).exists()


@transaction.atomic
def end(row: Subscription, by: Person | None) -> None:
    """Nothing is sent any more; twice is once. `by` is None when it came from a button in a mail program."""
    if Subscription.objects.filter(pk=row.pk, ended_at=None).update(ended_at=timezone.now()):
        record(by or row.person, "digest.ended", row.person, by_mail=by is None)
