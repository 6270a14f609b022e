"""Consolidated replies to the members of a space who have chosen nothing: each as a letter, once.

Who has chosen a digest finds replies there, in her rhythm; who has ended her regular letters gets none. Who
took part in the question got the same letter in the moment of publishing."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils.translation import override
from django_tasks import task

from cityclusters.digests import by_mail, stopping
from cityclusters.digests.models import Subscription
from cityclusters.incoming.addresses import mail_link
from cityclusters.incoming.models import Pause
from cityclusters.incoming.words import language_of
from cityclusters.journal.letters import write_all
from cityclusters.journal.models import Letter
from cityclusters.people.models import Attempt, Person
from cityclusters.questions import letters
from cityclusters.questions.models import ConsolidatedReply
from cityclusters.spaces.models import Membership

CHUNK = 25  # people; their letters take some 100 ms to write
EDITIONS_A_DAY = 2  # of one reply, that go to all members; more are found on its page
DAY = timedelta(days=1)


def published(reply: ConsolidatedReply) -> None:
    """Has the members told (settings.REPLY_PUBLISHED), by a task: there may be thousands."""
    name = Attempt.digest(reply.question.public_id)
    if Attempt.allow("reply-to-members", name, EDITIONS_A_DAY, DAY):
        tell_members.enqueue(reply.pk)


@task()
def tell_members(key: int) -> int:
    """Writes to the members of the space of the reply with this key; to how many. Nothing where another
    edition has followed, or where the question was taken away. May be killed anywhere and run again."""
    rows = ConsolidatedReply.objects.published().select_related("question__space")
    reply = rows.filter(pk=key).first()
    if reply is None:
        return 0
    credited, number = letters.credited_in(reply), 0
    for chunk in _chunks(reply):
        made = [
            letters.reply_letter(
                reply, credited, person, stop_page=stopping.address(person), weekly=_weekly(person)
            )
            for person in letters.readers(reply.question, chunk)
        ]
        with transaction.atomic():
            write_all(made)
        number += len(made)
    return number


def _chunks(reply: ConsolidatedReply) -> Iterator[list[Person]]:
    """The people to write to, a few at a time."""
    told = Letter.objects.filter(key__startswith=letters.reply_key(reply)).values("person")
    stopped = reply.question.followers.exclude(stopped_at=None).values("person")
    members = Membership.objects.now().filter(space=reply.question.space).values("person")
    rows = Person.objects.filter(pk__in=members).exclude(pk=reply.by_id or 0)
    rows = rows.exclude(pk__in=stopped).exclude(pk__in=Subscription.objects.values("person"))
    rows = rows.exclude(email__in=Pause.objects.now().values("address"))
    last = 0
    rows = rows.exclude(pk__in=told.exclude(person=None)).order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


def _weekly(person: Person) -> str:
    """The letter by which she gets a digest instead."""
    with override(language_of(person.language)):
        return mail_link(by_mail.KIND, by_mail.KEY, person, str(by_mail.WEEKLY))
