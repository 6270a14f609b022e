"""An officer uploads a list of delegates: a dry run first, nothing written before she confirms."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from cityclusters.core.texts import make_texts
from cityclusters.exchanges import delegate_lists
from cityclusters.exchanges.delegate_read import read
from cityclusters.exchanges.delegate_write import ListWriter
from cityclusters.exchanges.models import DelegateList, DelegateRow, Exchange, Registration
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

HEADER = ["Ф.И.О.", "Лавозими", "Шаҳар", "E-mail", "Жинси"]


@pytest.fixture
def training(officer: Person, programme: Organisation) -> Exchange:
    return Exchange.objects.create(
        title=make_texts("en", en="Transforming cities"),
        organiser=programme,
        owner=officer,
        zone="Asia/Tashkent",
        state="open",
    )


def xlsx(*lines: Any) -> SimpleUploadedFile:
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("list.xlsx", out.getvalue())


def checked(training: Exchange, by: Person, upload: SimpleUploadedFile, **choices: Any) -> DelegateList:
    """Uploads and runs the dry run, as the worker would."""
    fields = {"language": "uz", "country": None, "kind": Organisation.Kind.LOCAL, **choices}
    delegates = delegate_lists.receive(training, by, upload, **fields)
    return run(delegates)


def run(delegates: DelegateList) -> DelegateList:
    delegates.refresh_from_db()
    if delegates.state == DelegateList.State.READING:
        read(delegates)
    if delegates.state == DelegateList.State.WRITING:
        ListWriter(delegates).run()
    delegates.refresh_from_db()
    return delegates


def plans(delegates: DelegateList) -> list[str]:
    return list(delegates.rows.values_list("plan", flat=True))


def codes(row: DelegateRow) -> set[str]:
    return {problem["code"] for problem in row.problems}


def test_a_list_in_cyrillic_is_understood_checked_and_written_once(
    training: Exchange, officer: Person, khiva_city: Organisation, bukhara: Place
) -> None:
    bukhara.add_names(["Бухара"])
    lines = [
        HEADER,
        ["Каримов Алишер", "Ҳоким ўринбосари", "г. Хива", "karimov@khiva.example", "эркак"],
        ["Юлдашева Нигора", "Мутахассис", "Бухара", None, "аёл"],
    ]
    Place.objects.get(name="Khiva").add_names(["Хива"])
    delegates = checked(training, officer, xlsx(*lines))
    assert delegates.state == DelegateList.State.CHECKED
    assert plans(delegates) == ["create", "create"]
    first, second = delegates.rows.all()
    assert first.organisation == khiva_city, "a city without more means its local authority"
    assert second.new_organisation == "Bukhara"
    assert not Person.objects.filter(email="karimov@khiva.example").exists(), "a dry run writes nothing"
    assert Registration.objects.count() == 0

    delegate_lists.confirm(delegates, officer, invite=False)
    run(delegates)
    assert delegates.state == DelegateList.State.DONE
    assert not delegates.file
    seats = {seat.person.name: seat for seat in training.registrations.select_related("person")}
    assert seats["Каримов Алишер"].post == "Ҳоким ўринбосари"
    assert seats["Каримов Алишер"].person.sex == "male"
    assert seats["Юлдашева Нигора"].person.sex == "female"
    assert Letter.objects.count() == 0, "no letter unless she ticked it"

    again = checked(training, officer, xlsx(*lines))
    assert plans(again) == ["same", "same"]
    delegate_lists.confirm(again, officer, invite=False)
    run(again)
    assert training.registrations.count() == 2
    assert Organisation.objects.filter(place=bukhara).count() == 1
