"""The steps of bench_import.py, each run in a process of its own: prepare, bring_in, others."""

import io
import random
import resource
import signal
import time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from openpyxl import Workbook

from cityclusters.core.texts import make_texts
from cityclusters.exchanges import delegate_lists
from cityclusters.exchanges.models import DelegateList, Exchange
from cityclusters.exchanges.tasks import read_list, write_list
from cityclusters.people.models import Organisation, Person
from cityclusters.places.loading import load_countries, load_places
from cityclusters.places.models import Country, Place

FIRST = "Alisher Nigora Dilnoza Botir Malika Jasur Zulfiya Rustam Feruza Sardor Иброҳим Гулнора Шаҳноза Ойбек"
LAST = "Karimov Yuldasheva Rahimov Saidova Tursunov Ergasheva Каримов Юлдашева Ўринов Қодирова Ғаниев Ҳасанов"
POSTS = ["Ҳоким ўринбосари", "Deputy mayor", "Заместитель хокима", "Head of department", "Mutaxassis"]
SEXES = ["аёл", "эркак", ""]
HEADER = ["Ф.И.О.", "Лавозими", "Шаҳар", "E-mail", "Жинси", "Телефон"]


def workbook(people: int, cities: list[str]) -> bytes:
    """A list as cities send it: two scripts, some without an address, a few bad cells."""
    chance = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for number in range(people):
        name = f"{chance.choice(LAST.split())} {chance.choice(FIRST.split())} {number}-o'g'li"
        email = "" if number % 7 == 0 else f"delegate{number}@city{number % 300}.example"
        city = "Atlantis" if number % 500 == 0 else chance.choice(cities)
        phone = 998900000000 + number
        sheet.append([name, chance.choice(POSTS), city, email, chance.choice(SEXES), phone])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def prepare(people: int) -> None:
    """The database with all places, an exchange, and an uploaded list."""
    call_command("migrate", verbosity=0)
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


def bring_in() -> dict[str, float]:
    """What the worker does, with its times in seconds and its memory in MB; invitations too."""
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
