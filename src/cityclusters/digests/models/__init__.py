"""What somebody wants to get by e-mail."""

from cityclusters.digests.models.subscription import Subscription

__all__ = ["Subscription"]
