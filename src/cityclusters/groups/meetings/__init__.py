"""Meetings of a group: who came, what was decided, leaders, needs, savings; also without a signal."""
