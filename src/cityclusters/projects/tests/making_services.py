"""Services of the directory for tests, and tables of them."""

import io
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from cityclusters.core.texts import make_texts
from cityclusters.places.models import Country
from cityclusters.projects.models import Service

TODAY = timezone.localdate
HEAD = ["id", "kind", "name", "language", "numbers", "country", "city", "source", "called_on", "note"]


def fields(**other: Any) -> dict[str, Any]:
    """What is said of a helpline."""
    given: dict[str, Any] = {
        "kind": "hotline",
        "names": make_texts("es", es="Línea de ayuda", en="Helpline"),
        "phones": ["100", "(01) 419-7260"],
        "country": Country.objects.get(pk="PE"),
        "source": "Ministry, list of lines, 2026",
    }
    return {**given, **other}


def checked(line: Service, days: int) -> Service:
    """The line, last called so many days ago."""
    Service.objects.filter(pk=line.pk).update(verified_on=TODAY() - timedelta(days=days))
    line.refresh_from_db()
    return line


def upload(browser: Client, *rows: list[Any]) -> str:
    """The page that answers a table with these rows."""
    book = Workbook()
    sheet: Any = book.active
    for row in (HEAD, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "lines.xlsx"
    return browser.post("/lines/own/upload/", {"file": out}).content.decode()
