"""People and news for bench_digests.py, the two ways of writing that it compares, and another writer."""

import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.digests import preparing
from cityclusters.digests.models import Subscription
from cityclusters.digests.news import News
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.spaces.models import Theme

PROMISED_SECONDS = 60  # for 5,000
PROMISED_WAIT = 0.5  # seconds for another writer, at most
OTHER = """
import sys, time, django
django.setup()
from django.db import transaction
from cityclusters.people.models import Attempt
out = open(sys.argv[1], "w", buffering=1)
while True:
    start = time.perf_counter()
    with transaction.atomic():
        Attempt.objects.create(kind="bench", key="x")
    out.write(f"{time.perf_counter() - start}\\n")
    time.sleep(0.01)
"""
NEWS = 200
THEMES = [f"theme-{number}" for number in range(7)]
LANGUAGES = ("en", "fr", "es", "ar")


def source(since: datetime, until: datetime) -> list[News]:
    """Two hundred new things in seven themes and four languages."""
    dice = random.Random(7)
    return [
        News(
            kind=dice.choice(list(Subscription.Kind.values)),
            at=until - timedelta(minutes=number + 1),
            language=language,
            titles={language: f"How a city did thing number {number} with its women traders"},
            path=f"/practices/{number}/",
            themes=frozenset(dice.sample(THEMES, 2)),
        )
        for number in range(NEWS)
        for language in [dice.choice(LANGUAGES)]
    ]


def make(people: int) -> None:
    """Their rows; all are due now."""
    call_command("migrate", verbosity=0)
    settings.DIGEST_SOURCES = [f"{__name__}.source"]
    Theme.objects.bulk_create(
        Theme(code=code, names=make_texts("en", en=code), order=order) for order, code in enumerate(THEMES)
    )
    dice = random.Random(8)
    rows = Person.objects.create_many(
        Person(email=f"p{number}@mail.test", name=f"Person {number}", language=dice.choice(LANGUAGES))
        for number in range(people)
    )
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(
            person=row,
            themes=dice.sample(THEMES, dice.randint(0, 4)),
            languages=[row.language, "en"],
            kinds=list(Subscription.Kind.values),
            since=now - timedelta(days=7),
            next_at=now - timedelta(minutes=1),
        )
        for row in rows
    )


def write() -> float:
    """Writes all digests; the seconds."""
    start = time.perf_counter()
    written = preparing.prepare()
    taken = time.perf_counter() - start
    assert written == Letter.objects.count() > 0
    return taken


def bare(people: int) -> float:
    """Inserts as many letters of the same size in chunks of the same size; the seconds."""
    like = Letter.objects.order_by("pk")[people // 2]
    start = time.perf_counter()
    for first in range(0, people, preparing.CHUNK):
        with transaction.atomic():
            Letter.objects.bulk_create(
                Letter(
                    key=f"bare {number}",
                    to=like.to,
                    subject=like.subject,
                    body=like.body,
                    headers=like.headers,
                )
                for number in range(first, min(people, first + preparing.CHUNK))
            )
    return time.perf_counter() - start


def waits(path: Path, work: Callable[[], object]) -> list[float]:
    """How long another process took for each small transaction while the work was done, in seconds."""
    with subprocess.Popen([sys.executable, "-c", OTHER, str(path)]) as other:
        while not path.exists() or not path.read_text():
            time.sleep(0.05)
        work()
        other.send_signal(signal.SIGKILL)
    return [float(line) for line in path.read_text().split("\n")[:-1]]


def run(people: int) -> int:
    """Measures and prints; 1 where a promise is not kept."""
    make(people)
    folder = Path(settings.DATA)
    alone = waits(folder / "alone", lambda: time.sleep(5))
    times: list[float] = []
    meanwhile = waits(folder / "meanwhile", lambda: times.append(write()))
    plain = bare(people)
    print(f"{people} digests: {times[0]:.1f} s; bare inserts {plain:.1f} s; ratio {times[0] / plain:.1f}")
    for name, found in (("alone", alone), ("while digests are written", meanwhile)):
        high = sorted(found)[int(len(found) * 0.99)]
        print(
            f"another writer {name}: {len(found)} transactions, "
            f"median {statistics.median(found) * 1000:.0f} ms, "
            f"p99 {high * 1000:.0f} ms, longest {max(found) * 1000:.0f} ms"
        )
    return 0 if times[0] < PROMISED_SECONDS * people / 5000 and max(meanwhile) < PROMISED_WAIT else 1
