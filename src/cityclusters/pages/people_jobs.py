"""What the worker does for people every minute: verifications lapse, posts are asked again, traces go."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import ProtectedError

from cityclusters.journal import letters
from cityclusters.journal.acts import record
from cityclusters.pages.people_post_services import remind
from cityclusters.pages.people_services import focal_points
from cityclusters.people.models import Attempt, Mandate, Organisation, Person, SignIn

AT_A_TIME = 100


def ask_for_renewals() -> None:
    """Tells those whose post ends within the setting's days, once, how to ask for another year (rule PE1)."""
    soon = Mandate.objects.ending(timedelta(days=settings.MANDATE_REMINDER_DAYS)).filter(reminded_at=None)
    for mandate in soon.select_related("person", "organisation")[:AT_A_TIME]:
        remind(mandate)


@transaction.atomic
def lapse_verifications() -> None:
    """Verifications older than the setting lapse; focal points hear of it."""
    for row in Organisation.lapse():
        record(None, "organisation.lapsed", row, organisation=row)
        for person in focal_points(row):
            letters.write(
                f"organisation-lapsed:{row.public_id}:{row.check_round}:{person.pk}",
                person,
                "pages/mail/organisation_lapsed",
                {"organisation": row, "page": letters.absolute(row.get_absolute_url())},
            )


def forget() -> None:
    """Drops what is not needed any more: counted tries, lines of closed sessions, sign-ups that nobody
    finished within the setting's days."""
    Attempt.forget_old()
    alive = Session.objects.values("session_key")
    SignIn.objects.exclude(session_key__in=alive).delete()
    old = timedelta(days=settings.UNFINISHED_DAYS)
    for person in Person.objects.unfinished(old)[:AT_A_TIME]:
        try:
            person.delete()
        except ProtectedError:  # something was recorded with her all the same: she stays, as invited
            EmailAddress.objects.filter(user=person).delete()
