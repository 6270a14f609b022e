"""The record of a group: its page, who keeps it, its members by sex over time."""
