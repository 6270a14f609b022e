"""How sign-in talks to our people."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by e-mailed code."""
