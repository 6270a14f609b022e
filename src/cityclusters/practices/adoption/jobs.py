"""What happens with adaptations without anybody pressing a button."""

from cityclusters.practices.adoption import adaptations


def remind() -> None:
    """Asks cities what came of it, half a year and a year after they began."""
    adaptations.remind()
