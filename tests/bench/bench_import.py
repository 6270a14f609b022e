"""Measures a list of 5,000 delegates end to end: reading it with its dry run, then writing it.

The promise: under 60 seconds, under 300 MB, and nobody else who writes ever waits more than half a second.
The list is checked and written by a process like the worker's; meanwhile another process writes a small row
every few milliseconds and remembers its longest wait.

    .venv/bin/python tests/bench/bench_import.py [PEOPLE] [--engine=postgres]
"""

import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE = 5_000
PROMISED_SECONDS, PROMISED_MEGABYTES, PROMISED_WAIT = 60, 300, 0.5
FIRST = "Alisher Nigora Dilnoza Botir Malika Jasur Zulfiya Rustam Feruza Sardor Иброҳим Гулнора Шаҳноза Ойбек"
LAST = "Karimov Yuldasheva Rahimov Saidova Tursunov Ergasheva Каримов Юлдашева Ўринов Қодирова Ғаниев Ҳасанов"
POSTS = ["Ҳоким ўринбосари", "Deputy mayor", "Заместитель хокима", "Head of department", "Mutaxassis"]
HEADER = ["Ф.И.О.", "Лавозими", "Шаҳар", "E-mail", "Жинси", "Телефон"]


def main() -> int:
    """Prepares a database, runs both processes, prints what they measured; 1 if a promise is not kept."""
    people = next((int(text) for text in sys.argv[1:] if text.isdigit()), PEOPLE)
    with tempfile.TemporaryDirectory() as folder:
        settings = {"CITYCLUSTERS_DEMO": "1", "CITYCLUSTERS_DATA": folder, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
        os.environ.update(settings, DJANGO_SETTINGS_MODULE="cityclusters.config.settings")
        if "--engine=postgres" in sys.argv:
            sys.path[:0] = [str(ROOT), f"{ROOT}/src"]
            return with_postgres(people)
        return measured(people)


def with_postgres(people: int) -> int:
    """The same on a PostgreSQL server of its own."""
    from tests.postgres import Server  # noqa: PLC0415  # needs the path set above

    server = Server()
    os.environ["CITYCLUSTERS_DATABASE"] = server.start()
    try:
        return measured(people)
    finally:
        server.stop()


def measured(people: int) -> int:
    """Runs the steps in processes of their own."""
    step("prepare", str(people))
    with subprocess.Popen([sys.executable, __file__, "--step=others"], stdout=subprocess.PIPE) as others:
        done = step("import")
        others.terminate()
        waited = json.loads(others.communicate()[0])
    total = done["read"] + done["write"]
    print(f"{people} delegates, {done['written']} written, {done['left_out']} left out")
    print(f"dry run {done['read']:.1f} s, writing {done['write']:.1f} s, together {total:.1f} s")
    print(f"peak memory {done['peak']:.0f} MB")
    wait, whole = waited["longest"] * 1000, waited["whole"] * 1000
    print(f"others who write: {waited['writes']} writes, the longest wait {wait:.0f} ms")
    print(f"with their own time at the disk {whole:.0f} ms")
    kept = (
        total < PROMISED_SECONDS and done["peak"] < PROMISED_MEGABYTES and waited["longest"] < PROMISED_WAIT
    )
    return 0 if kept else 1


def step(name: str, *more: str) -> Any:
    """One step in a process of its own; what it printed."""
    command = [sys.executable, __file__, f"--step={name}", *more]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout or b"null")


def workbook(people: int, cities: list[str]) -> bytes:
    """A list as cities send it: two scripts, some without an address, a few bad cells."""
    from openpyxl import Workbook  # noqa: PLC0415  # the other steps do not need it

    chance = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for number in range(people):
        name = f"{chance.choice(LAST.split())} {chance.choice(FIRST.split())} {number}-o'g'li"
        email = "" if number % 7 == 0 else f"delegate{number}@city{number % 300}.example"
        city = "Atlantis" if number % 500 == 0 else chance.choice(cities)
        sheet.append(
            [
                name,
                chance.choice(POSTS),
                city,
                email,
                chance.choice(["аёл", "эркак", ""]),
                998900000000 + number,
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def prepare(people: int) -> None:
    """The database with all places, an exchange, and an uploaded list."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415  # after django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from cityclusters.core.texts import make_texts  # noqa: PLC0415
    from cityclusters.exchanges import delegate_lists  # noqa: PLC0415
    from cityclusters.exchanges.models import Exchange  # noqa: PLC0415
    from cityclusters.people.models import Organisation, Person  # noqa: PLC0415
    from cityclusters.places.loading import load_countries, load_places  # noqa: PLC0415
    from cityclusters.places.models import Country, Place  # noqa: PLC0415

    load_countries()
    load_places()
    officer = Person.objects.create_user(email="officer@programme.example", name="Officer")
    programme = Organisation.objects.create(
        names=make_texts("en", en="Programme"), kind="un", state="verified"
    )
    title = make_texts("en", en="Training")
    exchange = Exchange.create(officer, programme, title=title, zone="Asia/Tashkent", languages=["uz"])
    exchange.plan(officer)
    cities = [place.name for place in Place.objects.filter(country_id="UZ").order_by("-population")[:80]]
    file = SimpleUploadedFile("list.xlsx", workbook(people, cities))
    country = Country.objects.get(code="UZ")
    delegate_lists.receive(exchange, officer, file, language="uz", kind="local_authority", country=country)


def import_list() -> dict[str, float]:
    """What the worker does, with its times and its memory."""
    from cityclusters.exchanges import delegate_lists  # noqa: PLC0415  # after django.setup()
    from cityclusters.exchanges.models import DelegateList  # noqa: PLC0415
    from cityclusters.exchanges.tasks import read_list, write_list  # noqa: PLC0415

    delegates = DelegateList.objects.get()
    delegates.exchange.get_absolute_url()  # a web process, which confirms the list, has its addresses loaded
    start = time.perf_counter()
    read_list.call(delegates.pk)
    read = time.perf_counter() - start
    delegates.refresh_from_db()
    assert delegates.by is not None
    delegate_lists.confirm(delegates, delegates.by, invite=True)
    start = time.perf_counter()
    write_list.call(delegates.pk)
    return {
        "read": read,
        "write": time.perf_counter() - start,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "written": delegates.rows.exclude(written_at=None).count(),
        "left_out": delegates.rows.filter(plan="bad").count(),
    }


def others() -> dict[str, float]:
    """Somebody else who writes a small row all the time, until the process is asked to stop."""
    import signal  # noqa: PLC0415

    from django.db import transaction  # noqa: PLC0415

    from cityclusters.people.models import Person  # noqa: PLC0415

    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopping.append(number))
    writer = Person.objects.create_user(email="writer@mail.example", name="Writer")
    waits, whole = [0.0], [0.0]
    while not stopping:
        start = time.perf_counter()
        with transaction.atomic():
            Person.objects.filter(pk=writer.pk).update(sort_name=str(len(waits)))
            waits.append(time.perf_counter() - start)  # let in and written, but for the disk
        whole.append(time.perf_counter() - start)
        time.sleep(0.02)
    return {"longest": max(waits), "whole": max(whole), "writes": len(waits) - 1}


def run_step(name: str) -> None:
    """The process of one step."""
    import django  # noqa: PLC0415

    django.setup()
    people = next((int(text) for text in sys.argv[1:] if text.isdigit()), PEOPLE)
    result = {"prepare": lambda: prepare(people), "import": import_list, "others": others}[name]()
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    steps = [text.removeprefix("--step=") for text in sys.argv if text.startswith("--step=")]
    if steps:
        run_step(steps[0])
    else:
        sys.exit(main())
