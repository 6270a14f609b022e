"""What a sender hears: thanks, or why not. Machines hear nothing, and nobody hears "no" twice a day."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from cityclusters.incoming.addresses import open_address
from cityclusters.incoming.models import IncomingMail
from cityclusters.journal.acts import record
from cityclusters.journal.letters import absolute, write
from cityclusters.people.models import Attempt

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REFUSALS_AN_HOUR = 60  # of the whole site: somebody may send with the addresses of many others
State = IncomingMail.State
# Reasons that the sender is told; the others would only help somebody who forges.
TOLD = {"no_account", "not_active", "empty", "nested", "nobody", "app", "declined"}


def hold(row: IncomingMail, reason: str) -> None:
    """Keeps it for an officer."""
    row.state, row.reason = State.HELD, reason
    row.save()
    record(None, "mail.held", row, reason=reason)


def refuse(row: IncomingMail, reason: str, words: str = "") -> None:
    """Does not take it, and says so to the sender, at most once a day."""
    row.state, row.reason, row.words = State.REFUSED, reason, words
    row.save()
    record(None, "mail.refused", row, reason=reason)
    if reason in TOLD and _may_tell(row):
        _tell(row, "refused", {"reason": row.reason, "words": words})


def _may_tell(row: IncomingMail) -> bool:
    """Nobody whose address may have been put in by somebody else: where a server of ours checks senders, only
    those for whom it vouches. Everywhere once a day for each sender."""
    if not row.sender:
        return False
    stranger = row.person is None
    if stranger and settings.MAIL_TRUSTED_HOST and not row.checks.partition(" ")[0].endswith("=pass"):
        return False
    key = Attempt.digest(row.sender)
    return Attempt.allow("mail-no", key, 1, DAY) and Attempt.allow("mail-no-all", "", REFUSALS_AN_HOUR, HOUR)


def thank(row: IncomingMail, words: str, left_out: tuple[str, ...]) -> None:
    """Says what became of it, and which files were left out."""
    if words or left_out:
        url = absolute(row.taken_url)
        page: dict[str, object] = {"words": words, "left_out": left_out, "url": "" if url in words else url}
        _tell(row, "taken", page)


def _tell(row: IncomingMail, template: str, context: dict[str, object]) -> None:
    page = {
        **context,
        "subject": row.subject,
        "text": row.text[:2000],
        "written_to": row.recipient if row.kind in settings.MAIL_OPEN else "",
        "sign_up": absolute(reverse("account_signup")),
    }
    headers = {"In-Reply-To": row.message_id, "References": row.message_id} if row.message_id else {}
    headers["Auto-Submitted"] = "auto-replied"
    write(
        f"mail:{template}:{row.public_id}", row.person, f"incoming/mail/{template}", page,
        to=None if row.person and row.person.email == row.sender else row.sender, headers=headers,
    )  # fmt: skip


def address_shown(row: IncomingMail) -> str:
    """The address as officers see it: a signed one is a secret of its owner."""
    return open_address(row.kind, row.key) if row.kind in settings.MAIL_OPEN else ""
