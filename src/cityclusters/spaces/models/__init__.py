"""Theme, Space and Membership. On screen a space is called a "Cities Cluster", the seeds' own word."""

from cityclusters.spaces.models.membership import Membership
from cityclusters.spaces.models.space import Space
from cityclusters.spaces.models.theme import Theme

__all__ = ["Membership", "Space", "Theme"]
