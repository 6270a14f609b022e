"""The space behind an e-mail address."""

from cityclusters.spaces.models import Space


def slug_of(local: str) -> str:
    """The name of the space whose address begins with `local` ('e-commerce'), '' where there is none."""
    return Space.objects.filter(slug=local).values_list("slug", flat=True).first() or ""
