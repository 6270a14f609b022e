"""The steps of bench_overview.py; they need Django's settings."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation
from cityclusters.projects.models import Aim, Indicator, Plan, Project, Value
from cityclusters.projects.progress import Period, periods
from cityclusters.projects.standing import stand

INDICATORS, PERIODS = 50, 12
TYPES = ("periodic", "cumulative", "stock")
PROMISED_QUERIES, PROMISED_MS = 20, 300
ROUNDS = 10


def run(projects: int) -> int:
    """Makes the programme, asks for its overview; 1 if the promise is not kept."""
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        fill(projects)
    client = Client(HTTP_HOST="localhost")
    url = reverse("projects:overview")
    assert client.get(url).status_code == 200
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        client.get(url)
    best = min(milliseconds(lambda: client.get(url)) for _ in range(ROUNDS))
    bare = min(milliseconds(lambda: Indicator.objects.count()) for _ in range(ROUNDS))
    rows = Value.objects.count()
    print(f"{projects} projects x {INDICATORS} indicators x {PERIODS} periods: {rows} numbers by sex")
    print(f"overview: {len(asked)} queries, {best:.0f} ms; a bare count of its indicators: {bare:.1f} ms")
    kept = len(asked) <= PROMISED_QUERIES and best < PROMISED_MS
    return 0 if kept else 1


def milliseconds(work: Callable[[], object]) -> float:
    """How long this process works at it: what else the machine does is not counted."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def fill(projects: int) -> None:
    """The programme, its plans in force, its numbers approved."""
    host = Organisation.objects.create(names=make_texts("en", en="A programme"), kind=Organisation.Kind.UN)
    today = timezone.localdate()
    first = today - timedelta(days=31 * (PERIODS + 2))
    months = list(islice(periods("month", first, today), PERIODS))
    for number in range(projects):
        project = Project.objects.create(
            kind=Project.Kind.PRODUCER_CLUSTER, lead=host, language="en", phase="monitoring", starts=first,
            shown_to="public", title=make_texts("en", en=f"Project {number}"),
        )  # fmt: skip
        _numbers(project, first, months)


def _numbers(project: Project, first: date, months: list[Period]) -> None:
    plan = Plan.objects.create(
        project=project, number=1, language="en", state=Plan.State.IN_FORCE, in_force_from=first
    )
    rows = [
        Indicator(
            project=project, name=f"Indicator {number}", language="en", type=TYPES[number % 3],
            rhythm="month", reports_from=first,
        )
        for number in range(INDICATORS)
    ]  # fmt: skip
    values = [[_value(month, at, number) for at, month in enumerate(months)] for number in range(INDICATORS)]
    aims = [Aim(plan=plan, target=100, target_female=55, target_male=45, baseline_female=5) for _row in rows]
    for row, own, aim in zip(rows, values, aims, strict=True):
        stand(row, own, aim)
    Indicator.objects.bulk_create(rows)
    for row, own, aim in zip(rows, values, aims, strict=True):
        aim.indicator = row
        for value in own:
            value.indicator = row
    Aim.objects.bulk_create(aims)
    Value.objects.bulk_create([value for own in values for value in own])


def _value(month: Period, at: int, number: int) -> Value:
    return Value(
        period=month.code, starts=month.start, ends=month.end, state=Value.State.APPROVED,
        approved_at=timezone.now(), female=Decimal(at + number % 7), male=Decimal(at), other=Decimal(0),
        not_stated=Decimal(1), total=Decimal(2 * at + number % 7 + 1),
    )  # fmt: skip
