"""The letter to somebody whom a list registers: how to sign in, and when and where it is."""

from cityclusters.exchanges.models import Registration
from cityclusters.journal.letters import absolute, write


def invite(seat: Registration, language: str, *, new: bool) -> None:
    """Tells the person that she is registered, or waits, and how she signs in: a code by e-mail, no
    password. One letter for each seat, however often the list is written; none without an address."""
    exchange = seat.exchange
    context = {
        "seat": seat,
        "exchange": exchange,
        "first": exchange.sessions.order_by("start").first(),
        "new": new,
        "page": absolute(seat.get_absolute_url()),
    }
    write(
        f"delegate:{seat.public_id}",
        seat.person,
        "exchanges/mail/delegate_listed",
        context,
        language=language,
    )
