"""Who reads and who writes how a product is made: pure answers."""

from cityclusters.groups import rules
from cityclusters.groups.models import Group, Process
from cityclusters.people.readers import Reader


def may_write(reader: Reader, group: Group) -> bool:
    """Those who run the group."""
    return rules.may_facilitate(reader, group)


def is_insider(reader: Reader, group: Group) -> bool:
    """Its people: a process is their know-how."""
    return rules.is_keeper(reader, group) or rules.is_member(reader, group)


def may_read(reader: Reader, process: Process) -> bool:
    """The group's people; everybody who sees the group only where it says so, and a version is in force."""
    return process.is_public or is_insider(reader, process.group)


def has_something(reader: Reader, group: Group) -> bool:
    """Whether there is anything for her to read or to write: the rule of the tab."""
    return is_insider(reader, group) or group.processes.filter(is_public=True).exists()
