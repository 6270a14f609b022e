"""Public identifiers: random, stable, safe to show in an address."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: people read these aloud
PUBLIC_LENGTH = 10


def public_id() -> str:
    """A random id of 10 characters (49 bits): for addresses of things that rules protect anyway."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_LENGTH))


def secret_code() -> str:
    """A random code of 27 characters (over 128 bits): for things that the code alone opens."""
    return "".join(secrets.choice(ALPHABET) for _ in range(27))


def short_code(length: int) -> str:
    """A random code that people type from a screen; for things that time and a count of tries protect."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def sent_id(value: str | None) -> str:
    """The public id in what a browser sent; '' for anything that can be none, so that looking it up finds
    nothing on every database (PostgreSQL refuses a NUL)."""
    text = (value or "").strip()
    return text if len(text) <= PUBLIC_LENGTH and set(text) <= set(ALPHABET) else ""
