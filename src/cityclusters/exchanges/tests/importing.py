"""Kills workers with SIGKILL while they read and write a list of delegates, and says what came of it.

Run by test_killed_import.py in a process and with settings of its own."""

import json
import random
import sys
import time
from collections import Counter
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections

from cityclusters.core.texts import make_texts
from cityclusters.exchanges import delegate_lists
from cityclusters.exchanges.models import DelegateList, Exchange
from cityclusters.journal.models import Entry, Letter
from cityclusters.journal.tests.killing import fork_worker, kill
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country, Place

PATIENCE = 100  # seconds until everything must be done
CITIES = ("Khiva", "Bukhara", "Nukus")


def prepare(people: int) -> None:
    """An exchange with seats for half of the people, and their uploaded list."""
    call_command("migrate", verbosity=0)
    Country.objects.create(code="UZ", kind="state", region="143", as_of=date(2025, 1, 1))
    for city in CITIES:
        Place.objects.create(name=city, country_id="UZ", zone="Asia/Samarkand")
    officer = Person.objects.create_user(email="officer@programme.example", name="Officer")
    programme = Organisation.objects.create(
        names=make_texts("en", en="Programme"), kind="un", state="verified"
    )
    title = make_texts("en", en="Training")
    exchange = Exchange.create(
        officer, programme, title=title, zone="Asia/Tashkent", languages=["en"], capacity=people // 2
    )
    exchange.plan(officer)
    lines = ["Name,City,E-mail"]
    for number in range(people):
        email = f"d{number}@city.example" if number % 3 else ""
        lines.append(f"Delegate {number} N{number},{CITIES[number % 3]},{email}")
    file = SimpleUploadedFile("list.csv", "\n".join(lines).encode())
    delegate_lists.receive(exchange, officer, file, language="en", country=None, kind="local_authority")


def state() -> str:
    """The list's state now; gives connections back, because workers are forked from here."""
    found = DelegateList.objects.get().state
    connections.close_all()
    return found


def until(wanted: str, kills: int) -> int:
    """Lets a worker work and kills it again and again until the list is in the state; how often."""
    worker, killed, end = fork_worker(), 0, time.monotonic() + PATIENCE
    while state() != wanted and time.monotonic() < end:
        time.sleep(random.uniform(0.05, 0.5))
        if killed < kills and state() != wanted:
            kill(worker)
            killed += 1
            worker = fork_worker()
    kill(worker)
    return killed


def outcome() -> dict[str, object]:
    """What stands in the database at the end."""
    delegates = DelegateList.objects.get()
    seats = delegates.exchange.registrations.all()
    names = Counter(seats.values_list("person__name", flat=True))
    return {
        "state": delegates.state,
        "rows": delegates.rows.count(),
        "written": delegates.rows.exclude(written_at=None).count(),
        "people": Person.objects.exclude(email="officer@programme.example").count(),
        "twice": [name for name, count in names.items() if count > 1],
        "seats": Counter(seats.values_list("state", flat=True)),
        "organisations": Organisation.objects.exclude(place=None).count(),
        "entries": Entry.objects.filter(
            act__in=["registration.confirmed", "registration.waitlisted"]
        ).count(),
        "letters": Letter.objects.filter(key__startswith="delegate:").count(),
    }


def main() -> None:
    """Arguments: how many people, how many deaths in each half. Prints one JSON object."""
    people, kills = int(sys.argv[1]), int(sys.argv[2])
    prepare(people)
    connections.close_all()
    killed = until(DelegateList.State.CHECKED, kills)
    delegates = DelegateList.objects.get()
    assert delegates.by is not None
    delegate_lists.confirm(delegates, delegates.by, invite=True)
    connections.close_all()
    killed += until(DelegateList.State.DONE, kills)
    sys.stdout.write(json.dumps({"killed": killed, **outcome()}))
