"""Meetings, attendance and savings as lists and sheets show them."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell
from cityclusters.groups.meetings import saving
from cityclusters.groups.models import Group, Meeting, Member

YEAR = timedelta(days=365)


class Came(NamedTuple):
    """How often a member came in the last twelve months, of the meetings since she joined."""

    member: Member
    came: int
    of: int


def with_numbers(group: Group) -> "QuerySet[Meeting]":
    """Its meetings with how many members came, the newest first."""
    rows = Meeting.objects.standing().filter(group=group)
    return rows.annotate(members=Count("present")).order_by("-on", "-pk").select_related("group")


def attendance(group: Group) -> list[Came]:
    """Members of today by how often they came, who came least first; three queries."""
    today = group.today()
    since = today - YEAR
    held = list(Meeting.objects.standing().filter(group=group, on__gte=since).values_list("pk", "on"))
    if not held:
        return []
    lately = Q(meetings__removed_at=None, meetings__on__gte=since)
    rows = Member.objects.on(today).filter(group=group).annotate(came=Count("meetings", filter=lately))
    found = []
    for row in rows:
        of = sum(1 for _key, day in held if row.joined is None or row.joined <= day)
        came: int = row.came  # type: ignore[attr-defined]  # the annotation
        found.append(Came(row, came, max(of, came)))
    return sorted(found, key=lambda line: (line.came / line.of if line.of else 1, line.member.name))


def who_came(meeting: Meeting) -> dict[str, Any]:
    """Those who came, by name, and how many answered what about their sex."""
    people = list(meeting.present.order_by("name", "pk"))
    numbers = Counter(row.sex if row.sex in ("female", "male", "other") else "" for row in people)
    words = [
        ("female", _("Women")),
        ("male", _("Men")),
        ("other", _("Another answer")),
        ("", _("Not stated")),
    ]
    return {"people": people, "numbers": [(word, numbers[sex]) for sex, word in words if numbers[sex]]}


def tables(group: Group) -> list[Table]:
    """The meetings and who came, as two sheets."""
    header = [
        _("Day"),
        _("Place"),
        _("Members who came"),
        _("Others who came"),
        _("Spoken about"),
        _("Decided"),
    ]
    came = [_("Day"), _("Name"), _("Sex, as stated")]
    return [
        Table(_("Meetings"), header, _meetings(group)),
        Table(_("Who came"), came, _attendances(group)),
    ]


def _meetings(group: Group) -> Iterator[list[Cell]]:
    for row in with_numbers(group):
        members: int = row.members  # type: ignore[attr-defined]  # the annotation
        yield [row.on, row.where, members, row.guests, row.topics, row.decisions]


def _attendances(group: Group) -> Iterator[list[Cell]]:
    rows = Meeting.objects.standing().filter(group=group).order_by("-on", "-pk").prefetch_related("present")
    for row in rows:
        for member in row.present.all():
            yield [row.on, member.name, member.get_sex_display()]


def saving_tables(group: Group) -> list[Table]:
    """The sums of each member, and all entries."""
    heads = [_("Name"), _("Saved"), _("Still to pay back"), _("Currency")]
    sums: list[list[Cell]] = [
        [line.member.name, float(line.balance.saved), float(line.balance.owed), group.currency]
        for line in saving.lines(group, group.members.order_by("name", "pk"))
    ]
    header = [_("Day"), _("Name"), _("What"), _("Amount"), _("Currency"), _("Note"), _("Undone")]
    return [Table(_("Sums"), heads, sums), Table(_("Entries"), header, _entries(group))]


def _entries(group: Group) -> Iterator[list[Cell]]:
    for row in group.savings.select_related("member"):
        undone = _("yes") if row.undone_at else ""
        yield [
            row.on, row.member.name, row.get_kind_display(), float(row.amount), row.currency, row.note, undone
        ]  # fmt: skip
