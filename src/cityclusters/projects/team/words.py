"""What the balance of a team says, in words."""

from django.utils.translation import gettext as _

from cityclusters.exchanges.balance import COVERAGE_PERCENT, Balance


def verdict(balance: Balance) -> str:
    """What may be claimed; nothing where too few stated their sex (spec 1.2: missing data is not balance)."""
    if balance.total == 0:
        return _("Nobody is named yet.")
    if (balance.coverage or 0) < COVERAGE_PERCENT:
        return _("Too few have stated their sex to say anything about balance.")
    if balance.stated < 2:
        return _("Too few people to speak of balance.")
    if balance.warning == "one_sex":
        return _("All who stated their sex are of one sex.")
    if balance.warning:
        return _("Not balanced: a team of this size can have at least %(number)d of each.") % {
            "number": balance.enough
        }
    return _("Balanced: at least %(number)d of each.") % {"number": balance.enough}


def counts(balance: Balance) -> list[tuple[str, int]]:
    """The numbers to show, those who did not state their sex with them."""
    return [
        (_("Women"), balance.female),
        (_("Men"), balance.male),
        (_("Another answer"), balance.other),
        (_("Prefer not to say"), balance.undisclosed),
        (_("Not stated"), balance.not_stated),
    ]
