"""A person's data from all apps, in a file that she can read and another system can too (rule SA4), and
erasing it from all apps. Upper apps take part by settings.PERSONAL_DATA and settings.ERASERS."""

import io
import json
import zipfile
from collections.abc import Callable

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.module_loading import import_string

from cityclusters.core.sheets import write_csv
from cityclusters.people.models import Person
from cityclusters.people.own_data import Tables


def gather(person: Person) -> Tables:
    """All the tables of all apps. Raises ValueError where two apps use one name."""
    found: Tables = {}
    for name in settings.PERSONAL_DATA:
        collect: Callable[[Person], Tables] = import_string(name)
        tables = collect(person)
        if twice := found.keys() & tables.keys():
            raise ValueError(f"{name} repeats the tables {sorted(twice)}")
        found |= tables
    return found


def archive(person: Person) -> bytes:
    """A zip file with `data.json` and one CSV file per table that has rows."""
    tables = gather(person)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("data.json", json.dumps(tables, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        for name, rows in tables.items():
            if rows:
                header = list(dict.fromkeys(key for row in rows for key in row))
                lines = ([_cell(row.get(key)) for key in header] for row in rows)
                packed.writestr(f"{name}.csv", write_csv(header, lines))
    return out.getvalue()


def _cell(value: object) -> str:
    """A value as text: nested ones as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return json.loads(text) if text.startswith('"') else text


@transaction.atomic
def erase(person: Person) -> None:
    """Erases her from all apps, the upper ones first. Raises LastAdministrator."""
    for name in settings.ERASERS:
        eraser: Callable[[Person], None] = import_string(name)
        eraser(person)
    person.erase()
