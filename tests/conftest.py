"""The world is there for all tests that walk the routes."""

from tests.world import world

__all__ = ["world"]
