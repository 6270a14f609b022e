"""What an app says when it can't take a mail."""

from cityclusters.core.errors import NotPossible


class Refused(NotPossible):
    """The mail is not taken; `str()` is a sentence for its sender, who gets it in a letter."""
